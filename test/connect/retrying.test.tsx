import { act, fireEvent, screen } from '@testing-library/react';
import {
  ConnectAccountOnboarding,
  ConnectBalances,
  ConnectPayments,
  EmbeddedError,
  type SessionRequest,
} from 'stripe-embedded';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { guarded, overHttp, TWO } from '../support/endpoints.js';
import { listenIn } from '../support/listenIn.js';
import { KEY, renderConnect, retryButton, stage, stateOf } from '../support/stage.js';

describe('Retry', () => {
  it.each([500, 'offline'] as const)('after Stripe answered %s to the claim works', async (api) => {
    const set = stage({ latency: { api: 100 } });
    renderConnect(set, <ConnectPayments />);
    while (!set.log('mint').length) await set.tick(50);
    set.sandbox.fail({ api });
    for (let turn = 0; turn < 10; turn++) await set.tick(100);
    expect(stateOf('payments')).toBe('error');
    for (let press = 0; press < 3 && stateOf('payments') === 'error'; press++) {
      fireEvent.click(retryButton());
      for (let turn = 0; turn < 10; turn++) await set.tick(100);
    }
    expect(stateOf('payments')).toBe('ready');
  });

  it('says that its component is loading, and not that another account’s is', async () => {
    const set = stage();
    const [{ id: account } = { id: '' }] = set.sandbox.accounts;
    set.sandbox.fail({ api: 500 });
    const { rerender } = renderConnect(set, <ConnectPayments />, { account });
    await set.tick();
    act(() => retryButton().focus());
    fireEvent.click(retryButton());
    expect(screen.getByRole('group', { name: 'Loading…' })).toBeVisible();
    await set.tick();
    rerender({ account: undefined });
    expect(stateOf('payments')).toBe('loading');
    expect(screen.queryByRole('group')).toBeNull();
  });

  it('that was not pressed takes no focus', async () => {
    const set = stage();
    let fails = true;
    let again!: () => void;
    const inside = (
      <>
        <input aria-label="search" />
        <ConnectPayments
          errorFallback={({ retry }) => {
            again = retry;
            return 'Sorry';
          }}
        />
      </>
    );
    renderConnect(set, inside, {
      endpoint: async (request) => {
        if (fails) throw new EmbeddedError('endpoint_failed', 'no', { retryable: true });
        return set.sandbox.endpoint(request);
      },
    });
    await set.tick();
    screen.getByLabelText('search').focus();
    fails = false;
    act(() => again());
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
    expect(screen.getByLabelText('search')).toHaveFocus();
  });

  it('of the page’s own that arrives after the failure is over removes no form', async () => {
    const set = stage({ sessionTtl: 60 });
    const { door, endpoint } = guarded(set);
    let late!: () => void;
    renderConnect(
      set,
      <ConnectAccountOnboarding
        errorFallback={({ retry }) => {
          late = retry;
          return 'Sign in';
        }}
      />,
      { endpoint },
    );
    await set.tick();
    const form = document.querySelector('stripe-connect-account-onboarding');
    door.isOpen = false;
    for (let second = 0; second < 60; second += 10) await set.tick(10_000);
    expect(stateOf('account-onboarding')).toBe('error');
    door.isOpen = true;
    for (let second = 0; second < 60; second += 10) await set.tick(10_000);
    expect(stateOf('account-onboarding')).toBe('ready');
    act(() => late());
    await set.tick();
    expect(document.querySelector('stripe-connect-account-onboarding')).toBe(form);
  });

  it('of the page’s own that was for an earlier instance does not remove a form of the new instance', async () => {
    const set = stage();
    const retries: Array<() => void> = [];
    const errorFallback = ({ retry }: { retry: () => void }) => `Sorry ${retries.push(retry)}`;
    renderConnect(set, <ConnectAccountOnboarding errorFallback={errorFallback} />);
    await set.tick();
    for (let time = 0; time < 2; time++) {
      act(() => set.sandbox.element('account-onboarding')[0]!.emit('loadError', 'authentication_error'));
      await set.tick();
    }
    act(() => retries[0]!());
    await set.tick();
    expect(stateOf('account-onboarding')).toBe('ready');
    const form = document.querySelector('stripe-connect-account-onboarding');
    act(() => retries.forEach((retry) => retry()));
    await set.tick();
    expect(document.querySelector('stripe-connect-account-onboarding')).toBe(form);
  });

  it('of the page’s own that was for another account takes neither form nor focus from the current one', async () => {
    const set = stage(TWO);
    const retries: Array<() => void> = [];
    const errorFallback = ({ retry }: { retry: () => void }) => `Sorry ${retries.push(retry)}`;
    const onboarding = <ConnectAccountOnboarding errorFallback={errorFallback} />;
    const { rerender } = renderConnect(set, onboarding, { account: 'acct_A' });
    await set.tick();
    const fail = () =>
      act(() => set.sandbox.element('account-onboarding')[0]!.emit('loadError', 'api_error'));
    fail();
    const ofAnna = [...retries];
    rerender({ account: 'acct_B' });
    await set.tick();
    fail();
    act(() => retries.at(-1)!());
    await set.tick();
    expect(stateOf('account-onboarding')).toBe('ready');
    const form = document.querySelector<HTMLElement>('stripe-connect-account-onboarding')!;
    form.tabIndex = 0;
    form.focus();
    act(() => ofAnna.forEach((retry) => retry()));
    await set.tick();
    expect(form).toHaveFocus();
    expect(document.querySelector('stripe-connect-account-onboarding')).toBe(form);
  });

  it('of several components at once, by the page’s code, requests one session', async () => {
    const set = stage();
    const { door, endpoint } = guarded(set);
    const asked = vi.fn(async (request: SessionRequest) => ({
      ...(await endpoint(request)),
      publishable_key: KEY,
    }));
    door.isOpen = false;
    const retries: Array<() => void> = [];
    const errorFallback = ({ retry }: { retry: () => void }) => `Sorry ${retries.push(retry)}`;
    renderConnect(set, [<ConnectPayments key="p" />, <ConnectBalances key="b" />], {
      endpoint: asked,
      publishableKey: undefined,
      errorFallback,
    });
    await set.tick();
    door.isOpen = true;
    asked.mockClear();
    act(() => retries.forEach((retry) => retry()));
    await set.tick();
    expect([stateOf('payments'), stateOf('balances')]).toEqual(['ready', 'ready']);
    expect(asked).toHaveBeenCalledTimes(1);
  });
});

describe('a refresh', () => {
  it.each([3_600, 86_400])(
    'with a Retry-After of %i s is retried within minutes, because no user sees it wait',
    async (pause) => {
      const set = stage({ sessionTtl: 60 });
      const headers = { 'Retry-After': String(pause) };
      let isDown = false;
      const well = overHttp(set.sandbox.endpoint);
      const ask = vi.fn(async (url: unknown, init?: RequestInit) =>
        isDown ? new Response(null, { status: 503, headers }) : well(url, init),
      );
      renderConnect(set, <ConnectPayments />, { endpoint: { url: '/session', fetch: ask } });
      await set.tick();
      isDown = true;
      for (let second = 0; second < 70; second += 10) await set.tick(10_000);
      isDown = false;
      const before = ask.mock.calls.length;
      for (let second = 0; second < 200; second += 10) await set.tick(10_000);
      expect(ask.mock.calls.length).toBeGreaterThan(before);
      expect(stateOf('payments')).toBe('ready');
    },
  );
});

it('a refresh that is refused for good, after a temporary failure, shows why it stopped', async () => {
  const set = stage({ sessionTtl: 60 });
  let asked = 0;
  const well = overHttp(set.sandbox.endpoint);
  const onError = vi.fn<(error: EmbeddedError) => void>();
  renderConnect(set, <ConnectPayments onError={onError} />, {
    endpoint: {
      url: '/session',
      retry: 1,
      fetch: async (url: unknown, init?: RequestInit) =>
        ++asked > 1 ? new Response(null, { status: asked === 2 ? 503 : 400 }) : well(url, init),
    },
  });
  await set.tick();
  for (let second = 0; second < 80; second += 10) await set.tick(10_000);
  expect(stateOf('payments')).toBe('error');
  expect(onError.mock.lastCall![0]).toMatchObject({ status: 400, retryable: false });
});

it('a request that the browser cancelled on leaving the page is retried when the page is restored', async () => {
  const set = stage();
  let isLeaving = true;
  const well = overHttp(set.sandbox.endpoint);
  const fetch = async (url: unknown, init?: RequestInit) => {
    if (isLeaving) throw new TypeError('Load failed');
    return well(url, init);
  };
  renderConnect(set, <ConnectPayments />, { endpoint: { url: '/session', fetch } });
  for (let second = 0; second < 6; second++) await set.tick(1_000);
  expect(stateOf('payments')).toBe('error');
  isLeaving = false;
  act(() => void window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await set.tick();
  expect(stateOf('payments')).toBe('ready');
});

it('a page that has just loaded is not treated as restored, and its failure is reported once', async () => {
  const set = stage();
  const fetch = async () => Promise.reject(new TypeError('Failed to fetch'));
  const { onError } = renderConnect(set, <ConnectPayments />, {
    endpoint: { url: '/session', retry: 1, fetch },
  });
  await set.tick();
  act(() => void window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false })));
  await set.tick();
  expect(stateOf('payments')).toBe('error');
  expect(onError).toHaveBeenCalledTimes(1);
});

it('a Retry gets the whole loadTimeout', async () => {
  const set = stage();
  const { door, endpoint } = guarded(set);
  door.isOpen = false;
  const { onError } = renderConnect(set, <ConnectPayments />, {
    loadTimeout: 8_000,
    endpoint: (request) => (request.reason === 'retry' ? new Promise(() => {}) : endpoint(request)),
  });
  await set.tick();
  await set.tick(5_000);
  fireEvent.click(retryButton());
  await set.tick(4_000);
  expect(stateOf('payments')).toBe('loading');
  await set.tick(4_000);
  expect(onError.mock.calls.map(([{ code }]) => code)).toEqual(['endpoint_unauthorized', 'endpoint_timeout']);
});

it('a retry() by the page replaces the scheduled attempt', async () => {
  const set = stage();
  const { door, endpoint } = guarded(set, 'endpoint_failed', true);
  const ask = vi.fn(endpoint);
  const { heard, Listener } = listenIn();
  renderConnect(set, [<ConnectPayments key="p" />, <Listener key="l" />], { endpoint: ask });
  await set.tick();
  door.isOpen = false;
  set.sandbox.expire();
  await set.tick();
  await set.tick(1_000);
  act(() => heard.now!.retry());
  await set.tick();
  expect(ask).toHaveBeenCalledTimes(3);
  // The pause after the second failure is four seconds; the one after the first would have ended by now.
  await set.tick(2_000);
  expect(ask).toHaveBeenCalledTimes(3);
  await set.tick(2_000);
  expect(ask).toHaveBeenCalledTimes(4);
});

it('an endpoint function that fails offline is reported as offline, and recovers with the network', async () => {
  const set = stage();
  const onLine = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  onTestFinished(() => onLine.mockRestore());
  const { onError } = renderConnect(set, <ConnectPayments />, {
    endpoint: async (request) => {
      if (!navigator.onLine) throw new TypeError('Failed to fetch');
      return set.sandbox.endpoint(request);
    },
  });
  await set.tick();
  expect(screen.getByRole('alert')).toHaveTextContent('The connection failed');
  onLine.mockReturnValue(true);
  act(() => void window.dispatchEvent(new Event('online')));
  await set.tick();
  expect(stateOf('payments')).toBe('ready');
  expect(onError.mock.calls.map(([{ code }]) => code)).toEqual(['endpoint_unreachable']);
});

it('a failure that stops the page is reported even if an unreported failure came between it and the reported one', async () => {
  const set = stage({ sessionTtl: 60 });
  const troubles = [
    new EmbeddedError('endpoint_unreachable', 'the network is gone', { retryable: true }),
    new EmbeddedError('endpoint_failed', 'it is back, and the server is down', { retryable: true }),
    new EmbeddedError('endpoint_failed', 'there is no such address', { retryable: false }),
  ];
  let asked = 0;
  const { onError } = renderConnect(set, <ConnectPayments />, {
    endpoint: async (request) => {
      const trouble = troubles[asked++ - 1];
      if (trouble) throw trouble;
      return set.sandbox.endpoint(request);
    },
  });
  await set.tick();
  for (let second = 0; second < 80 && asked < 4; second += 10) await set.tick(10_000);
  expect(stateOf('payments')).toBe('error');
  expect(onError.mock.calls.map(([error]) => error)).toEqual([troubles[0], troubles[2]]);
});

it('a page whose component retries as soon as it is told of a failure is told of each failure once', async () => {
  const set = stage();
  const { door, endpoint } = guarded(set);
  door.isOpen = false;
  const { heard, Listener } = listenIn();
  let tries = 0;
  const again = () => void (tries++ || heard.now!.retry());
  const { onError } = renderConnect(
    set,
    <>
      <Listener />
      <ConnectPayments onError={again} />
      <ConnectBalances />
    </>,
    { endpoint },
  );
  for (let turn = 0; turn < 3; turn++) await set.tick();
  const told = onError.mock.calls.map(([error]) => error);
  expect(told).toHaveLength(2);
  expect(new Set(told).size).toBe(2);
});

it('a failed Retry does not call onReady', async () => {
  const set = stage({ sessionTtl: 60 });
  const { door, endpoint } = guarded(set);
  const onReady = vi.fn();
  renderConnect(set, <ConnectPayments onReady={onReady} />, { endpoint });
  await set.tick();
  door.isOpen = false;
  for (let second = 0; second < 70; second += 10) await set.tick(10_000);
  fireEvent.click(retryButton());
  await set.tick();
  expect(stateOf('payments')).toBe('error');
  expect(onReady).toHaveBeenCalledTimes(1);
  door.isOpen = true;
  fireEvent.click(retryButton());
  await set.tick();
  expect(onReady).toHaveBeenCalledTimes(2);
});

it('a session of the other mode is not kept: a component that mounts later requests another', async () => {
  const set = stage();
  let livemode = true;
  const endpoint = async (request: SessionRequest) => ({
    ...(await set.sandbox.endpoint(request)),
    livemode,
  });
  const { rerender, onError } = renderConnect(set, [<ConnectPayments key="p" />], { endpoint });
  await set.tick();
  expect(onError.mock.calls.map(([{ code }]) => code)).toEqual(['key_mode_mismatch']);
  livemode = false;
  rerender({}, [<ConnectPayments key="p" />, <ConnectBalances key="b" />]);
  await set.tick();
  await set.tick();
  expect([stateOf('payments'), stateOf('balances')]).toEqual(['ready', 'ready']);
});
