import { act, fireEvent } from '@testing-library/react';
import {
  ConnectPayments,
  ConnectPayouts,
  EmbeddedError,
  type SessionEvent,
  type SessionRequest,
} from 'stripe-embedded';
import { describe, expect, it, vi } from 'vitest';
import { listenIn } from '../support/listenIn.js';
import { renderConnect, retryButton, stage, stateOf } from '../support/stage.js';

/** A page that records each event of its session, and an endpoint that fails on demand. */
function witness(options?: Parameters<typeof stage>[0]) {
  const set = stage(options);
  const events: SessionEvent[] = [];
  const { heard, Listener } = listenIn();
  const trouble: { now?: EmbeddedError } = {};
  const endpoint = vi.fn(async (request: SessionRequest) => {
    if (trouble.now) throw trouble.now;
    return set.sandbox.endpoint(request);
  });
  const props = { endpoint, onSessionEvent: (event: SessionEvent) => void events.push(event) };
  const page = [<Listener key="l" />, <ConnectPayments key="p" />];
  return { ...set, events, heard, trouble, endpoint, props, page, told: () => events.map(inShort) };
}

function inShort(event: SessionEvent) {
  if (event.type === 'requested') return `requested ${event.reason}`;
  return event.type === 'failed' ? `failed ${event.error.code}` : event.type;
}

/** What a page's own endpoint may throw. */
const refusal = (code: EmbeddedError['code'], more: Partial<EmbeddedError> = {}) =>
  new EmbeddedError(code, 'said by the test', { retryable: false, ...more });

describe('the events of a session', () => {
  it('are reported in order, with the account and the expiry time', async () => {
    const set = witness({ sessionTtl: 60 });
    const { id } = set.sandbox.accounts[0]!;
    renderConnect(set, set.page, { ...set.props, account: id });
    await set.tick();
    const at = set.sandbox.clock.now();
    expect(set.events).toEqual([
      { type: 'requested', reason: 'initial', at, account: id },
      { type: 'minted', expiresAt: expect.any(Number), at, account: id },
      { type: 'ready', at, account: id },
    ]);
    await set.tick(60_000);
    expect(set.told().slice(3)).toEqual(['requested expired', 'minted']);
  });

  it('name the account that the server returned if the page gives no hint', async () => {
    const set = witness();
    renderConnect(set, set.page, set.props);
    await set.tick();
    expect(set.events.map(({ account }) => account)).toEqual([
      undefined,
      set.sandbox.accounts[0]!.id,
      set.sandbox.accounts[0]!.id,
    ]);
  });

  it('continue for the account that comes next', async () => {
    const set = witness();
    const [first, second] = set.sandbox.accounts.map(({ id }) => id);
    const { rerender } = renderConnect(set, set.page, { ...set.props, account: first, preload: true });
    await set.tick();
    rerender({ account: second }, null);
    await set.tick();
    expect(set.events.slice(3).map((event) => [inShort(event), event.account])).toEqual([
      ['requested initial', second],
      ['minted', second],
      ['ready', second],
    ]);
  });

  it('end with the release, once nothing came back before the session expired', async () => {
    const set = witness({ sessionTtl: 60 });
    const { rerender } = renderConnect(set, set.page, set.props);
    await set.tick();
    const before = set.told().length;
    rerender({}, null);
    await set.tick(59_999);
    expect(set.told().slice(before)).toEqual([]);
    await set.tick(1);
    expect(set.told().slice(before)).toEqual(['released']);
    rerender();
    await set.tick();
    expect(set.told().slice(before + 1)).toEqual(['requested initial', 'minted', 'ready']);
  });

  it('release a session with an unknown expiry time after a quarter of an hour', async () => {
    const set = witness();
    const endpoint = async (request: SessionRequest) => (await set.sandbox.endpoint(request)).clientSecret;
    const { rerender } = renderConnect(set, set.page, { ...set.props, endpoint });
    await set.tick();
    rerender({}, null);
    await set.tick(15 * 60_000 - 1);
    expect(set.told()).not.toContain('released');
    await set.tick(1);
    expect(set.told().at(-1)).toBe('released');
  });

  it('contain only the release for a component that unmounts at once', async () => {
    const set = witness();
    const { rerender } = renderConnect(set, set.page, set.props);
    rerender({}, null);
    await set.tick();
    expect(set.told()).toEqual(['released']);
    expect(set.endpoint).not.toHaveBeenCalled();
  });

  it('say why a new session is requested: a refresh, a refused session, or a change of account', async () => {
    const set = witness({ sessionTtl: 60 });
    const other = { account: undefined as string | undefined };
    const endpoint = async (request: SessionRequest) => ({
      ...(await set.sandbox.endpoint(request)),
      ...(other.account && { account: other.account }),
    });
    renderConnect(set, set.page, { ...set.props, endpoint });
    await set.tick();
    act(() => set.heard.now!.refresh());
    await set.tick();
    act(() => set.sandbox.element('payments').at(-1)!.emit('loadError', 'authentication_error'));
    await set.tick();
    other.account = 'acct_somebody_else';
    await set.tick(60_000);
    expect(stateOf('payments')).toBe('ready');
    expect(set.told().filter((step) => step.startsWith('requested'))).toEqual([
      'requested initial',
      'requested retry',
      'requested expired',
      'requested expired',
      'requested retry',
    ]);
    expect(set.events.at(-1)!.account).toBe('acct_somebody_else');
  });

  it('say that a user has retried after an endpoint that gave the same secret twice', async () => {
    const set = witness({ sessionTtl: 60 });
    let kept: ReturnType<typeof set.endpoint> | undefined;
    const endpoint = (request: SessionRequest) => (kept ??= set.endpoint(request));
    renderConnect(set, set.page, { ...set.props, endpoint });
    await set.tick();
    act(() => set.heard.now!.refresh());
    await set.tick();
    kept = undefined;
    fireEvent.click(retryButton());
    await set.tick();
    expect(set.told().slice(-4)).toEqual(['failed secret_reused', 'requested retry', 'minted', 'ready']);
  });

  it('end with the sign-out, which no component reports as a failure', async () => {
    const set = witness();
    const onError = vi.fn();
    renderConnect(
      set,
      [...set.page, <ConnectPayouts key="q" onError={onError} onReady={onError} />],
      set.props,
    );
    await set.tick();
    onError.mockClear();
    await act(() => set.heard.now!.logout());
    await set.tick();
    expect(set.told().at(-1)).toBe('logged_out');
    expect(set.heard.now).toMatchObject({ status: 'logged_out', error: undefined, instance: undefined });
    expect(onError).not.toHaveBeenCalled();
  });

  it('contain one sign-out if the page starts again as soon as it is told of it', async () => {
    const set = witness();
    renderConnect(set, set.page, {
      ...set.props,
      onSessionEvent(event) {
        set.events.push(event);
        if (event.type === 'logged_out') set.heard.now!.retry();
      },
    });
    await set.tick();
    set.events.length = 0;
    await act(() => set.heard.now!.logout());
    await set.tick();
    expect(set.told()).toEqual(['logged_out', 'requested retry', 'minted', 'ready']);
  });
});

describe('a refresh that fails', () => {
  /** A running page whose next refresh will be refused. */
  async function running(first: EmbeddedError) {
    const set = witness({ sessionTtl: 60 });
    const { onError } = renderConnect(set, set.page, set.props);
    await set.tick();
    const element = document.querySelector('stripe-connect-payments')!;
    set.trouble.now = first;
    set.endpoint.mockClear();
    await set.tick(60_000);
    return { ...set, onError, element };
  }

  it('is retried after 2, 4, 8 … seconds, and at most a minute apart', async () => {
    const set = await running(refusal('endpoint_failed', { retryable: true }));
    const asked: number[] = [];
    for (let second = 0, calls = set.endpoint.mock.calls.length; second < 190; second++) {
      await set.tick(1_000);
      if (set.endpoint.mock.calls.length > calls) asked.push(second + 1);
      calls = set.endpoint.mock.calls.length;
    }
    expect(asked).toEqual([2, 6, 14, 30, 62, 122, 182]);
    expect(set.told().filter((step) => step.startsWith('failed'))).toEqual(['failed endpoint_failed']);
    set.trouble.now = undefined;
    await set.tick(60_000);
    expect(set.told().at(-1)).toBe('minted');
    expect(set.heard.now).toMatchObject({ status: 'ready', error: undefined });
  });

  it('is forgotten with its session, if it stopped nothing', async () => {
    const set = witness({ sessionTtl: 60 });
    const { rerender } = renderConnect(set, set.page, set.props);
    await set.tick();
    set.trouble.now = refusal('endpoint_failed', { retryable: true });
    await set.tick(60_000);
    expect(set.heard.now).toMatchObject({ status: 'ready', error: { code: 'endpoint_failed' } });
    rerender({}, set.page[0]);
    await set.tick();
    expect(set.told().at(-1)).toBe('released');
    expect(set.heard.now).toMatchObject({ status: 'idle', error: undefined });
  });

  it('starts with the short pauses again once one has succeeded', async () => {
    const set = await running(refusal('endpoint_failed', { retryable: true }));
    await set.tick(2_000);
    set.trouble.now = undefined;
    await set.tick(4_000);
    expect(set.heard.now!.error).toBeUndefined();
    set.trouble.now = refusal('endpoint_failed', { retryable: true });
    await set.tick(60_000);
    set.endpoint.mockClear();
    await set.tick(1_999);
    expect(set.endpoint).not.toHaveBeenCalled();
    await set.tick(1);
    expect(set.endpoint).toHaveBeenCalledTimes(1);
  });

  it.each([
    [7_000, 7_000],
    [180_000, 180_000],
    [600_000, 180_000],
  ])('waits as long as the endpoint asks, at most three minutes: %i, %i ms', async (retryAfter, waits) => {
    const set = await running(refusal('endpoint_rate_limited', { retryable: true, retryAfter }));
    set.endpoint.mockClear();
    for (let time = 0; time < waits - 10_000; time += 10_000) await set.tick(10_000);
    await set.tick(Math.min(waits, 10_000) - 1);
    expect(set.endpoint).not.toHaveBeenCalled();
    await set.tick(1);
    expect(set.endpoint).toHaveBeenCalledTimes(1);
  });

  it('is reported again only if a different failure stops the page', async () => {
    const set = await running(refusal('endpoint_failed', { retryable: true }));
    expect(stateOf('payments')).toBe('ready');
    set.trouble.now = refusal('endpoint_failed');
    await set.tick(2_000);
    expect(stateOf('payments')).toBe('error');
    expect(set.onError.mock.calls.map(([{ code }]) => code)).toEqual(['endpoint_failed']);

    const other = await running(refusal('endpoint_failed', { retryable: true }));
    other.trouble.now = refusal('endpoint_forbidden');
    await other.tick(2_000);
    expect(other.onError.mock.calls.map(([{ code }]) => code)).toEqual([
      'endpoint_failed',
      'endpoint_forbidden',
    ]);
  });

  it.each(['endpoint_unauthorized', 'endpoint_forbidden', 'endpoint_invalid_response'] as const)(
    'and stops the page (%s) recovers by itself when the endpoint does, with the same element',
    async (code) => {
      const set = await running(refusal(code));
      const minutes = async (count: number) => {
        for (let step = 0; step < count * 6; step++) await set.tick(10_000);
      };
      expect(stateOf('payments')).toBe('error');
      set.endpoint.mockClear();
      await minutes(5);
      expect(set.endpoint).toHaveBeenCalled();
      expect(set.onError.mock.calls.map(([error]) => error.code)).toEqual([code]);
      set.trouble.now = undefined;
      await minutes(1);
      expect(stateOf('payments')).toBe('ready');
      expect(document.querySelector('stripe-connect-payments')).toBe(set.element);
    },
  );

  it('and stops the page with a key of the other mode is not retried by itself', async () => {
    const set = await running(refusal('key_mode_mismatch'));
    set.endpoint.mockClear();
    await set.tick(10 * 60_000);
    expect(set.endpoint).not.toHaveBeenCalled();
  });

  it('and stops the page continues after Retry, with the same element', async () => {
    const set = await running(refusal('endpoint_unauthorized'));
    set.endpoint.mockClear();
    set.trouble.now = undefined;
    fireEvent.click(retryButton());
    expect(set.heard.now).toMatchObject({ status: 'loading', error: undefined });
    expect(stateOf('payments')).toBe('ready');
    await set.tick();
    expect(set.heard.now!.status).toBe('ready');
    expect(document.querySelector('stripe-connect-payments')).toBe(set.element);
    expect(set.endpoint.mock.calls.map(([{ reason }]) => reason)).toEqual(['retry']);
  });

  it('and hangs is not waited for again by a Retry', async () => {
    const set = witness({ sessionTtl: 60 });
    const signals: AbortSignal[] = [];
    const hangs = { now: false };
    const endpoint = async (request: SessionRequest) => {
      signals.push(request.signal);
      if (hangs.now) await new Promise(() => {});
      return set.sandbox.endpoint(request);
    };
    renderConnect(set, set.page, { ...set.props, endpoint });
    await set.tick();
    const element = document.querySelector('stripe-connect-payments');
    hangs.now = true;
    await set.tick(60_000);
    expect(signals).toHaveLength(2);
    hangs.now = false;
    act(() => set.heard.now!.retry());
    await set.tick();
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, true, false]);
    expect(set.log('claim')).toHaveLength(2);
    expect(set.heard.now!.status).toBe('ready');
    expect(document.querySelector('stripe-connect-payments')).toBe(element);
  });

  it('and hangs is not reported if a Retry replaces it while no component is mounted', async () => {
    const set = witness({ sessionTtl: 60 });
    const hangs = { now: false };
    const endpoint = async (request: SessionRequest) => {
      if (hangs.now) await new Promise(() => {});
      const { clientSecret } = await set.sandbox.endpoint(request);
      return clientSecret;
    };
    const { rerender, onError } = renderConnect(set, set.page, { ...set.props, endpoint });
    await set.tick();
    hangs.now = true;
    await set.tick(60_000);
    rerender({}, set.page.slice(0, 1));
    act(() => set.heard.now!.retry());
    await set.tick();
    expect(set.heard.now!.error).toBeUndefined();
    expect(onError).not.toHaveBeenCalled();
    hangs.now = false;
    rerender({});
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
  });
});

it('a refresh that does not name the account again leaves the page as it is', async () => {
  const set = witness({ sessionTtl: 60 });
  const endpoint = async (request: SessionRequest) => {
    const session = await set.sandbox.endpoint(request);
    return request.reason === 'initial' ? session : session.clientSecret;
  };
  renderConnect(set, set.page, { ...set.props, endpoint });
  await set.tick();
  const element = document.querySelector('stripe-connect-payments');
  expect(set.heard.now!.session!.account).toBeDefined();
  await set.tick(60_000);
  await set.tick();
  expect(set.log('claim')).toHaveLength(2);
  expect(document.querySelector('stripe-connect-payments')).toBe(element);
});

describe('a retry', () => {
  it('of a first session that fails does not happen by itself', async () => {
    const set = witness();
    set.trouble.now = refusal('endpoint_failed', { retryable: true });
    renderConnect(set, set.page, set.props);
    await set.tick();
    expect(stateOf('payments')).toBe('error');
    set.endpoint.mockClear();
    await set.tick(30 * 60_000);
    expect(set.endpoint).not.toHaveBeenCalled();
  });

  it('with nothing wrong recreates everything', async () => {
    const set = witness();
    renderConnect(set, set.page, set.props);
    await set.tick();
    const element = document.querySelector('stripe-connect-payments');
    act(() => set.heard.now!.retry());
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
    expect(document.querySelector('stripe-connect-payments')).not.toBe(element);
    expect(set.log('mint')).toHaveLength(2);
  });

  it('lets a session that is refused again be replaced once more, without the user noticing', async () => {
    const set = witness();
    const { onError } = renderConnect(set, set.page, set.props);
    const refuse = async () => {
      await set.tick();
      act(() => set.sandbox.element('payments').at(-1)!.emit('loadError', 'authentication_error'));
      await set.tick();
    };
    await refuse();
    expect(stateOf('payments')).toBe('ready');
    await refuse();
    expect(stateOf('payments')).toBe('error');
    expect(onError).toHaveBeenCalledTimes(1);
    fireEvent.click(retryButton());
    await refuse();
    expect(stateOf('payments')).toBe('ready');
    expect(onError).toHaveBeenCalledTimes(1);
  });

  it('works as often as an element fails', async () => {
    const set = witness();
    set.sandbox.fail({ element: 'api_error', only: 'payments', times: 3 });
    renderConnect(set, set.page, set.props);
    for (let attempt = 1; attempt <= 3; attempt++) {
      await set.tick();
      expect(stateOf('payments')).toBe('error');
      fireEvent.click(retryButton());
    }
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
    // If nothing was ever drawn, each Retry but the first creates a new instance: the old one may be dead.
    expect(set.log('mint')).toHaveLength(3);
  });

  it('of an element that fails beside one that is drawn does not renew the other’s session', async () => {
    const set = stage();
    set.sandbox.fail({ element: 'api_error', only: 'payouts', times: 3 });
    renderConnect(set, [<ConnectPayments key="a" />, <ConnectPayouts key="b" />]);
    for (let attempt = 1; attempt <= 3; attempt++) {
      await set.tick();
      expect(stateOf('payouts')).toBe('error');
      fireEvent.click(retryButton());
    }
    await set.tick();
    expect(stateOf('payouts')).toBe('ready');
    expect(set.log('mint')).toHaveLength(1);
  });
});

describe('the publishable key from an endpoint', () => {
  it('that hangs times out after loadTimeout', async () => {
    const set = witness();
    const { onError } = renderConnect(set, set.page, {
      publishableKey: undefined,
      endpoint: () => new Promise(() => {}),
      loadTimeout: 5_000,
    });
    await set.tick();
    await set.tick(4_999);
    expect(stateOf('payments')).toBe('loading');
    await set.tick(1);
    expect(stateOf('payments')).toBe('error');
    expect(onError.mock.calls.map(([{ code }]) => code)).toEqual(['endpoint_timeout']);
    expect(onError.mock.calls[0]![0].message).toContain('5000 ms');
  });
});
