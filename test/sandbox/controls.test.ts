import { createManualClock, createSandbox } from 'stripe-embedded/sandbox';
import { describe, expect, it } from 'vitest';

describe('a mistake in calling the sandbox names the field', () => {
  const sandbox = createSandbox();
  it.each<[string, () => unknown]>([
    ['options', () => createSandbox(null as never)],
    ['seed', () => createSandbox({ seed: 1.5 })],
    ['sessionTtl', () => createSandbox({ sessionTtl: -1 })],
    ['latency.api', () => createSandbox({ latency: { api: Number.NaN } })],
    ['accounts', () => createSandbox({ accounts: [] })],
    ['accounts[].id', () => createSandbox({ accounts: [{ id: 'me' }] })],
    ['window', () => sandbox.install({} as never)],
    ['ms', () => sandbox.advance(-1)],
    ['fail({ … })', () => sandbox.fail({})],
    ['script', () => sandbox.fail({ script: 'gone' as never })],
    ['element', () => sandbox.fail({ element: 'oops' as never })],
    ['api', () => sandbox.fail({ api: 200 })],
    ['times', () => sandbox.fail({ api: 500, times: 0 })],
    ['tag', () => sandbox.element(1 as never)],
    ['financialConnections', () => sandbox.financialConnections.link()],
  ])('%s', (field, call) => {
    expect(call).toThrow(
      expect.objectContaining({ message: expect.stringContaining(`[stripe-embedded/sandbox] \`${field}\``) }),
    );
  });

  it('flow', async () => {
    await expect(sandbox.endpoint({ flow: 'x' as never })).rejects.toThrow('`flow`');
  });
});

describe('time', () => {
  it('moves only when it is moved, and runs what is due in order', () => {
    const clock = createManualClock(0);
    const seen: number[] = [];
    for (const due of [30, 10, 20]) clock.setTimeout(() => seen.push(clock.now()), due);
    const dropped = clock.setTimeout(() => seen.push(-1), 15);
    clock.clearTimeout(dropped);
    clock.advance(25);
    expect(seen).toEqual([10, 20]);
    clock.advance(5);
    expect(seen).toEqual([10, 20, 30]);
    expect(clock.now()).toBe(30);
  });
});

describe('a seed', () => {
  it('draws the same ids again, and another seed draws others', async () => {
    const secret = async (seed: number) =>
      (await createSandbox({ seed }).endpoint({ flow: 'connect' })).clientSecret;
    expect(await secret(1)).toBe(await secret(1));
    expect(await secret(1)).not.toBe(await secret(2));
  });
});

describe('the log', () => {
  it('has what happened, and no secret', async () => {
    const sandbox = createSandbox();
    const { clientSecret } = await sandbox.endpoint({ flow: 'connect' });
    await sandbox.host.claim({ clientSecret, publishableKey: 'pk_test_1' });
    await expect(sandbox.host.claim({ clientSecret, publishableKey: 'pk_test_1' })).rejects.toMatchObject({
      message: expect.stringContaining('already been used'),
    });
    expect(sandbox.log.map(({ type }) => type)).toEqual(['mint', 'claim', 'claim']);
    expect(JSON.stringify(sandbox.log)).not.toContain('secret');
  });
});
