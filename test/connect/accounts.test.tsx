import { act, render } from '@testing-library/react';
import { lazy, Suspense, useLayoutEffect, useState, type ReactNode } from 'react';
import {
  ConnectAccountOnboarding,
  ConnectBalances,
  ConnectNotificationBanner,
  ConnectPayments,
  ConnectProvider,
  EmbeddedError,
  useConnect,
  type SessionEndpoint,
  type SessionRequest,
} from 'stripe-embedded';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { byCookie, TWO } from '../support/endpoints.js';
import { KEY, panel, providerOn, renderConnect, shownBy, stage, stateOf } from '../support/stage.js';

describe('two accounts', () => {
  it('a late status answer for the first account does not complete onboarding for the second', async () => {
    const set = stage(TWO);
    let answer!: (complete: boolean) => void;
    const checkStatus = () => new Promise<boolean>((resolve) => (answer = resolve));
    const onComplete = vi.fn();
    const { rerender } = renderConnect(
      set,
      <ConnectAccountOnboarding checkStatus={checkStatus} onComplete={onComplete} />,
      { account: 'acct_A' },
    );
    await set.tick();
    act(() => set.sandbox.element('account-onboarding')[0]!.emit('exit'));
    await set.tick();
    rerender({ account: 'acct_B' });
    await set.tick();
    answer(true);
    await set.tick();
    expect(onComplete).not.toHaveBeenCalled();
  });

  it('shows nothing of the first once the second’s session comes, even after one whose account was not named', async () => {
    const set = stage({ ...TWO, sessionTtl: 60 });
    const { signedIn, endpoint: ask } = byCookie(set);
    let isNamed = true;
    const endpoint = async (request: SessionRequest) => {
      const session = await ask(request);
      return isNamed ? session : session.clientSecret;
    };
    renderConnect(set, <ConnectPayments />, { endpoint });
    await set.tick();
    expect(shownBy('payments')).toContain('Anna');
    isNamed = false;
    await set.tick(60_000);
    await set.tick();
    isNamed = true;
    signedIn.account = 'acct_B';
    act(() => set.sandbox.expire());
    await set.tick();
    await set.tick();
    expect(shownBy('payments')).toContain('Bert');
  });

  it('a status check for the first account that fails while React’s Suspense holds the component is not reported to the second', async () => {
    const set = stage(TWO);
    const Beside = lazy(() => new Promise<{ default: () => null }>(() => {}));
    let fail!: (cause: Error) => void;
    const checkStatus = () => new Promise<boolean>((_, reject) => (fail = reject));
    const page = (more?: ReactNode) => (
      <Suspense fallback="One moment">
        <ConnectAccountOnboarding checkStatus={checkStatus} />
        {more}
      </Suspense>
    );
    const { rerender, onError } = renderConnect(set, page(), { account: 'acct_A' });
    await set.tick();
    act(() => set.sandbox.element('account-onboarding')[0]!.emit('exit'));
    rerender({ account: 'acct_B' }, page(<Beside />));
    expect(document.body).toHaveTextContent('One moment');
    fail(new Error('no such person'));
    await set.tick();
    expect(onError).not.toHaveBeenCalled();
  });

  it('a session of the first account that fails before the second’s effects run is not reported to the second', async () => {
    const set = stage(TWO);
    const Provider = providerOn(set);
    const told = vi.fn();
    let fail!: (error: EmbeddedError) => void;
    let show!: (account: string) => void;
    const endpoint = (request: SessionRequest) =>
      request.account === 'acct_A'
        ? new Promise<never>((_, reject) => (fail = reject))
        : set.sandbox.endpoint(request);
    function Page() {
      const [account, setAccount] = useState('acct_A');
      show = setAccount;
      useLayoutEffect(() => {
        if (account === 'acct_B') fail(new EmbeddedError('endpoint_unauthorized', 'nobody is signed in'));
      }, [account]);
      return (
        <Provider endpoint={endpoint} account={account} onError={() => told(account)}>
          <ConnectPayments />
        </Provider>
      );
    }
    render(<Page />);
    await set.tick();
    // A browser paints between the two commits.
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false);
    onTestFinished(() => void vi.unstubAllGlobals());
    show('acct_B');
    while (stateOf('payments') !== 'ready') {
      set.sandbox.advance(0);
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    expect(told).not.toHaveBeenCalled();
  });

  it('a late event from the first account’s element reaches no handler of the second', async () => {
    const set = stage(TWO);
    const onExit = vi.fn();
    const onLoadError = vi.fn();
    const onboarding = (account: string) => (
      <ConnectAccountOnboarding onExit={() => onExit(account)} onLoadError={onLoadError} />
    );
    const { rerender, onError } = renderConnect(set, onboarding('acct_A'), { account: 'acct_A' });
    await set.tick();
    const [first] = set.sandbox.element('account-onboarding');
    rerender({ account: 'acct_B' }, onboarding('acct_B'));
    await set.tick();
    act(() => {
      first!.emit('exit');
      first!.emit('loadError', 'api_error');
    });
    expect(onExit).not.toHaveBeenCalled();
    expect(onLoadError).not.toHaveBeenCalled();
    expect(onError).not.toHaveBeenCalled();
    expect(stateOf('account-onboarding')).toBe('ready');
    act(() => set.sandbox.element('account-onboarding')[0]!.emit('exit'));
    expect(onExit.mock.calls).toEqual([['acct_B']]);
  });

  it('neither gets the other’s session when the endpoints change from addresses to functions', async () => {
    const set = stage(TWO);
    const forAccount =
      (account: string): SessionEndpoint =>
      (request) =>
        set.sandbox.endpoint({ ...request, account });
    const seen: Array<string | undefined> = [];
    function Who({ at }: { at: number }) {
      seen[at] = useConnect().account;
      return null;
    }
    const tree = (endpoints: SessionEndpoint[], isShown: boolean) => (
      <>
        {endpoints.map((endpoint, at) => (
          <ConnectProvider key={at} publishableKey={KEY} endpoint={endpoint} clock={set.sandbox.clock}>
            {isShown && <ConnectPayments />}
            <Who at={at} />
          </ConnectProvider>
        ))}
      </>
    );
    const view = render(tree(['/api/stripe/session', '/api/stripe/session'], false));
    view.rerender(tree([forAccount('acct_A'), forAccount('acct_B')], true));
    await set.tick();
    expect(seen).toEqual(['acct_A', 'acct_B']);
  });

  it('the first account’s element is found as it was left, even if the endpoint is a new function on each render', async () => {
    const set = stage();
    const [a, b] = set.sandbox.accounts.map(({ id }) => id);
    const at = (account?: string) => ({
      account,
      endpoint: (request: SessionRequest) => set.sandbox.endpoint(request),
    });
    const { rerender } = renderConnect(set, <ConnectPayments />, at(a));
    await set.tick();
    for (const account of [b, a]) {
      rerender(at(account));
      await set.tick();
    }
    expect(stateOf('payments')).toBe('ready');
    expect(set.log('mint')).toHaveLength(2);
  });

  it('the second account’s banner can be drawn after the first account’s was empty', async () => {
    const set = stage(TWO);
    const { rerender } = renderConnect(set, <ConnectNotificationBanner hideWhenEmpty />, {
      account: 'acct_A',
      endpoint: (request) =>
        request.account === 'acct_B' ? new Promise<string>(() => {}) : set.sandbox.endpoint(request),
    });
    await set.tick();
    act(() =>
      set.sandbox
        .element('notification-banner')[0]!
        .emit('notificationsChange', { total: 0, actionRequired: 0 }),
    );
    expect(panel('notification-banner').style.display).toBe('none');
    rerender({ account: 'acct_B' });
    await set.tick();
    expect(panel('notification-banner').style.display).not.toBe('none');
  });
});

describe('a component that has left', () => {
  it('recreates nothing when its element fails late', async () => {
    const set = stage();
    const { rerender } = renderConnect(set, [<ConnectPayments key="a" />, <ConnectBalances key="b" />]);
    await set.tick();
    const form = document.querySelector('stripe-connect-payments');
    const gone = set.sandbox.element('balances')[0]!;
    rerender({}, [<ConnectPayments key="a" />]);
    await set.tick();
    act(() => gone.emit('loadError', 'authentication_error'));
    await set.tick();
    expect(document.querySelector('stripe-connect-payments')).toBe(form);
  });

  it('is not refreshed: once nothing is mounted, a failed refresh is not retried', async () => {
    const set = stage({ sessionTtl: 60 });
    let fails = false;
    const endpoint = vi.fn(async (request: SessionRequest) => {
      if (fails) throw new EmbeddedError('endpoint_failed', 'no', { retryable: true });
      return (await set.sandbox.endpoint(request)).clientSecret;
    });
    const { unmount } = renderConnect(set, <ConnectPayments />, { endpoint });
    await set.tick();
    fails = true;
    await set.tick(60_000);
    expect(stateOf('payments')).toBe('ready');
    unmount();
    await set.tick();
    endpoint.mockClear();
    for (let turn = 0; turn < 20; turn++) await set.tick(30_000);
    expect(endpoint).not.toHaveBeenCalled();
  });
});

describe('a provider that mounts late', () => {
  it('is told of a session that has already failed, as the first provider was', async () => {
    const set = stage();
    const told = [vi.fn(), vi.fn()];
    const endpoint = async () => {
      throw new EmbeddedError('endpoint_unauthorized', 'nobody is signed in');
    };
    const provider = (at: number, inside: ReactNode) => (
      <ConnectProvider
        key={at}
        publishableKey={KEY}
        endpoint={endpoint}
        clock={set.sandbox.clock}
        onError={told[at]}
      >
        {inside}
      </ConnectProvider>
    );
    const view = render(<>{[provider(0, <ConnectPayments />)]}</>);
    await set.tick();
    view.rerender(<>{[provider(0, <ConnectPayments />), provider(1, <ConnectBalances />)]}</>);
    await set.tick();
    expect(stateOf('balances')).toBe('error');
    expect(told.map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  });

  it('is told of one failure once, even if another account failed before it came back', async () => {
    const set = stage(TWO);
    const endpoint = async () => {
      throw new EmbeddedError('endpoint_unauthorized', 'nobody is signed in');
    };
    const Provider = providerOn(set);
    // A list of accounts keeps the first account's session on the page, while another part shows one account after another.
    const { rerender, onError } = renderConnect(set, <ConnectPayments />, { endpoint, account: 'acct_A' });
    const list = render(
      <Provider endpoint={endpoint} account="acct_A">
        <ConnectBalances />
      </Provider>,
    );
    await set.tick();
    for (const account of ['acct_B', 'acct_A']) {
      rerender({ account });
      await set.tick();
    }
    expect(onError).toHaveBeenCalledTimes(2);
    list.unmount();
  });
});
