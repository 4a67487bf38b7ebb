import { createManualClock, createSandbox, type InstallOptions } from 'stripe-embedded/sandbox';
import { describe, expect, it, onTestFinished, vi } from 'vitest';

describe('a mistake in a call to the sandbox', () => {
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
    ['sessionTTL', () => createSandbox({ sessionTTL: 60 } as never)],
    ['latency.scripts', () => createSandbox({ latency: { scripts: 300 } as never })],
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
  ])('throws an error that names `%s`', (field, call) => {
    expect(call).toThrow(
      expect.objectContaining({ message: expect.stringContaining(`[stripe-embedded/sandbox] \`${field}\``) }),
    );
  });

  it('is not assumed when a switch is undefined', () => {
    const unknown = { expiry: undefined, failedRefresh: 'silent' } as never;
    expect(createSandbox({ unknown }).host.unknown).toEqual({
      failedRefresh: 'silent',
      expiry: 'eager',
      cancelledBankSession: 'reusable',
    });
  });

  it('is not assumed when a field of an account is undefined', () => {
    const { accounts } = createSandbox({ accounts: [{ id: 'acct_1', currency: undefined }] });
    expect(accounts).toMatchObject([{ id: 'acct_1', currency: 'usd' }]);
  });

  it('rejects with an error that names `flow`', async () => {
    await expect(sandbox.endpoint({ flow: 'x' as never })).rejects.toThrow('`flow`');
  });
});

describe('with several failures requested at once', () => {
  it('each happens as often as requested', async () => {
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

  it('`only` narrows the failure that has such a name', async () => {
    const sandbox = createSandbox();
    sandbox.fail({ script: 'blocked', api: 503, element: 'render_error', only: 'payments' });
    await expect(sandbox.endpoint({ flow: 'connect' })).rejects.toMatchObject({ status: 503 });
    expect(sandbox.takeScriptFault('connect')).toBe('blocked');
    expect(await sandbox.host.takeElementFault('payouts')).toBeUndefined();
    expect(await sandbox.host.takeElementFault('payments')).toMatchObject({ type: 'render_error' });
    expect(() => sandbox.fail({ api: 503, element: true as never, only: 'oops' })).toThrow('`only`');
  });

  it('none happens if one of them is misspelt', async () => {
    const sandbox = createSandbox();
    expect(() => sandbox.fail({ api: 503, element: 'oops' as never })).toThrow('`element`');
    expect((await sandbox.endpoint({ flow: 'connect' })).livemode).toBe(false);
  });
});

describe('the sandbox’s endpoint', () => {
  it('uses the first account unless the request names another of its own', async () => {
    const { accounts, endpoint } = createSandbox();
    const [first, second] = accounts;
    expect((await endpoint({ flow: 'connect' })).account).toBe(first!.id);
    expect((await endpoint({ flow: 'connect', account: second!.id })).account).toBe(second!.id);
    // The account is only a hint: a page's test may have its own ids.
    expect((await endpoint({ flow: 'connect', account: 'acct_other' })).account).toBe(first!.id);
  });

  it('works without Request and Response, which Jest’s jsdom lacks', async () => {
    vi.stubGlobal('Request', undefined);
    vi.stubGlobal('Response', undefined);
    onTestFinished(() => void vi.unstubAllGlobals());
    expect((await createSandbox().endpoint({ flow: 'connect' })).clientSecret).toMatch(/^accs_secret__/);
  });

  it('accepts null params, as the handler does', async () => {
    const session = createSandbox().endpoint({ flow: 'financial_connections', params: null as never });
    expect((await session).clientSecret).toMatch(/^fcsess_/);
  });
});

describe('a clock', () => {
  it('keeps a session of a year alive for a year, longer than a system timer can run', () => {
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

  it('that is invalid is refused with what it lacks', () => {
    const clock = { now: () => 0, clearTimeout: () => {} };
    expect(() => createSandbox({ clock: clock as never })).toThrow('setTimeout(task, ms) is missing');
  });
});

describe('a requested script failure', () => {
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

  it('throws when both scripts are already loaded, and names the fix', () => {
    const { install, fail } = page();
    const takeOut = install();
    expect(fail).toThrow("install(window, { scripts: 'on-request' })");
    takeOut();
    expect(fail).not.toThrow();
  });

  it('neither throws nor warns when scripts load on request', () => {
    const { sandbox, install, fail, warn } = page();
    fail();
    install({ scripts: 'on-request' });
    fail();
    install();
    fail();
    expect(warn).not.toHaveBeenCalled();
    expect(sandbox.takeScriptFault('connect')).toBe('blocked');
  });

  it('neither throws nor warns when a transport serves the scripts', () => {
    const { sandbox, install, fail, warn } = page();
    onTestFinished(sandbox.onAdvance(() => {}));
    fail();
    install();
    fail();
    expect(warn).not.toHaveBeenCalled();
  });

  it('warns when the sandbox is then installed with loaded scripts', () => {
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

describe('the sandbox’s accounts', () => {
  it('number two or more, so that tests can switch, each with an id, a name and a country', () => {
    const { accounts } = createSandbox();
    expect(new Set(accounts.map(({ id }) => id)).size).toBeGreaterThanOrEqual(2);
    for (const { id, name, country } of accounts) {
      expect([id, name, country]).toEqual(
        [/^acct_/, /./, /^[A-Z]{2}$/].map((form) => expect.stringMatching(form)),
      );
    }
  });
});

describe('a manual clock', () => {
  it('moves only when advanced and runs due tasks in order', () => {
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
  it('produces the same ids again, and another seed produces others', async () => {
    const secret = async (seed: number) =>
      (await createSandbox({ seed }).endpoint({ flow: 'connect' })).clientSecret;
    expect(await secret(1)).toBe(await secret(1));
    expect(await secret(1)).not.toBe(await secret(2));
  });
});

describe('the log', () => {
  it('records what happened, without secrets', async () => {
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
