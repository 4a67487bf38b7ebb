import { createManualClock, createSandbox, type InstallOptions } from 'stripe-embedded/sandbox';
import { describe, expect, it, onTestFinished, vi } from 'vitest';

describe('a mistake in calling the sandbox names the field', () => {
  const sandbox = createSandbox();
  it.each<[string, () => unknown]>([
    ['options', () => createSandbox(null as never)],
    ['seed', () => createSandbox({ seed: 1.5 })],
    ['sessionTtl', () => createSandbox({ sessionTtl: -1 })],
    ['latency.api', () => createSandbox({ latency: { api: Number.NaN } })],
    ['unknown.expirey', () => createSandbox({ unknown: { expirey: 'lazy' } as never })],
    ['unknown.expiry', () => createSandbox({ unknown: { expiry: 'never' as never } })],
    ['accounts', () => createSandbox({ accounts: [] })],
    ['accounts[].id', () => createSandbox({ accounts: [{ id: 'me' }] })],
    ['accounts[].currency', () => createSandbox({ accounts: [{ id: 'acct_1', currency: 'euro' }] })],
    ['clock', () => createSandbox({ clock: { now: Date.now } as never })],
    ['clock', () => createSandbox({ clock: 0 as never })],
    ['clock', () => createSandbox({ clock: null as never })],
    ['window', () => sandbox.install({} as never)],
    ['ms', () => sandbox.advance(-1)],
    ['fail({ … })', () => sandbox.fail({})],
    ['script', () => sandbox.fail({ script: 'gone' as never })],
    ['element', () => sandbox.fail({ element: 'oops' as never })],
    ['api', () => sandbox.fail({ api: 200 })],
    ['times', () => sandbox.fail({ api: 500, times: 0 })],
    ['only', () => sandbox.fail({ element: 'api_error', only: 'payment' })],
    ['only', () => sandbox.fail({ script: 'blocked', only: 'payments' })],
    ['only', () => sandbox.fail({ api: 500, only: 'payments' })],
    ['tag', () => sandbox.element(1 as never)],
    ['tag', () => sandbox.element('payouts_list')],
    ['financialConnections', () => sandbox.financialConnections.link()],
  ])('%s', (field, call) => {
    expect(call).toThrow(
      expect.objectContaining({ message: expect.stringContaining(`[stripe-embedded/sandbox] \`${field}\``) }),
    );
  });

  it('and none is made where a switch is left out', () => {
    const unknown = { expiry: undefined, failedRefresh: 'silent' } as never;
    expect(createSandbox({ unknown }).host.unknown).toEqual({
      failedRefresh: 'silent',
      expiry: 'eager',
      cancelledBankSession: 'reusable',
    });
  });

  it('and none is made where a field of an account is left out', () => {
    const { accounts } = createSandbox({ accounts: [{ id: 'acct_1', currency: undefined }] });
    expect(accounts).toMatchObject([{ id: 'acct_1', currency: 'usd' }]);
  });

  it('flow', async () => {
    await expect(sandbox.endpoint({ flow: 'x' as never })).rejects.toThrow('`flow`');
  });
});

describe('of several things that shall go wrong', () => {
  it('each does, as often as was asked for', async () => {
    const sandbox = createSandbox();
    sandbox.fail({ script: 'blocked', api: 503, element: 'render_error', times: 2 });
    const ask = () => sandbox.endpoint({ flow: 'connect' });
    for (let time = 0; time < 2; time++) {
      await expect(ask()).rejects.toMatchObject({ status: 503 });
      expect(sandbox.takeScriptFault('connect')).toBe('blocked');
      expect(await sandbox.host.takeElementFault('payments')).toMatchObject({ type: 'render_error' });
    }
    expect((await ask()).account).toBe(sandbox.accounts[0]!.id);
    expect(sandbox.takeScriptFault('connect')).toBeUndefined();
    expect(await sandbox.host.takeElementFault('payments')).toBeUndefined();
  });

  it('`only` narrows the one that has such a name', async () => {
    const sandbox = createSandbox();
    sandbox.fail({ script: 'blocked', api: 503, element: 'render_error', only: 'payments' });
    await expect(sandbox.endpoint({ flow: 'connect' })).rejects.toMatchObject({ status: 503 });
    expect(sandbox.takeScriptFault('connect')).toBe('blocked');
    expect(await sandbox.host.takeElementFault('payouts')).toBeUndefined();
    expect(await sandbox.host.takeElementFault('payments')).toMatchObject({ type: 'render_error' });
    expect(() => sandbox.fail({ api: 503, element: true as never, only: 'oops' })).toThrow('`only`');
  });

  it('none does where one of them is misspelt', async () => {
    const sandbox = createSandbox();
    expect(() => sandbox.fail({ api: 503, element: 'oops' as never })).toThrow('`element`');
    expect((await sandbox.endpoint({ flow: 'connect' })).livemode).toBe(false);
  });
});

describe('its endpoint', () => {
  it('is for the first account where none of its own is named', async () => {
    const { accounts, endpoint } = createSandbox();
    const [first, second] = accounts;
    expect((await endpoint({ flow: 'connect' })).account).toBe(first!.id);
    expect((await endpoint({ flow: 'connect', account: second!.id })).account).toBe(second!.id);
    // A hint: a page's test may have ids of its own.
    expect((await endpoint({ flow: 'connect', account: 'acct_other' })).account).toBe(first!.id);
  });

  it('needs no Request and no Response, which Jest’s jsdom has not', async () => {
    vi.stubGlobal('Request', undefined);
    vi.stubGlobal('Response', undefined);
    onTestFinished(() => void vi.unstubAllGlobals());
    expect((await createSandbox().endpoint({ flow: 'connect' })).clientSecret).toMatch(/^accs_secret__/);
  });

  it('takes null for no wishes, as the handler does', async () => {
    const session = createSandbox().endpoint({ flow: 'financial_connections', params: null as never });
    expect((await session).clientSecret).toMatch(/^fcsess_/);
  });
});

describe('a clock', () => {
  it('lets a session of a year live for a year, which is longer than a timer of the system’s', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const over = vi.fn();
    const { clock } = createSandbox();
    const year = 365 * 24 * 3600_000;
    clock.setTimeout(over, year);
    vi.advanceTimersByTime(year - 1);
    expect(over).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(over).toHaveBeenCalledTimes(1);
  });

  it('that is not one is told what it lacks', () => {
    const clock = { now: () => 0, clearTimeout: () => {} };
    expect(() => createSandbox({ clock: clock as never })).toThrow('setTimeout(task, ms) is missing');
  });
});

describe('a script that shall fail', () => {
  const page = () => {
    const sandbox = createSandbox();
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    onTestFinished(() => warn.mockRestore());
    const install = (options?: InstallOptions) => {
      const takeOut = sandbox.install(window, options);
      onTestFinished(takeOut);
      return takeOut;
    };
    return { sandbox, warn, install, fail: () => sandbox.fail({ script: 'blocked' }) };
  };

  it('where both are loaded already is a mistake, which names the way', () => {
    const { install, fail } = page();
    const takeOut = install();
    expect(fail).toThrow("install(window, { scripts: 'on-request' })");
    takeOut();
    expect(fail).not.toThrow();
  });

  it('is none where they are asked for', () => {
    const { sandbox, install, fail, warn } = page();
    fail();
    install({ scripts: 'on-request' });
    fail();
    install();
    fail();
    expect(warn).not.toHaveBeenCalled();
    expect(sandbox.takeScriptFault('connect')).toBe('blocked');
  });

  it('is none where a transport serves them', () => {
    const { sandbox, install, fail, warn } = page();
    onTestFinished(sandbox.onAdvance(() => {}));
    fail();
    install();
    fail();
    expect(warn).not.toHaveBeenCalled();
  });

  it('and is installed as loaded is said on the console', () => {
    const { sandbox, install, fail, warn } = page();
    fail();
    const takeOut = install();
    expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("scripts: 'on-request'"));
    takeOut();
    sandbox.heal();
    install();
    expect(warn).toHaveBeenCalledTimes(1);
  });
});

describe('its accounts', () => {
  it('are two at least, so that one may be switched for another, each with an id, a name and a country', () => {
    const { accounts } = createSandbox();
    expect(new Set(accounts.map(({ id }) => id)).size).toBeGreaterThanOrEqual(2);
    for (const { id, name, country } of accounts) {
      expect([id, name, country]).toEqual(
        [/^acct_/, /./, /^[A-Z]{2}$/].map((form) => expect.stringMatching(form)),
      );
    }
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
