import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { Activity, useState } from 'react';
import {
  ConnectPayments,
  ConnectPayouts,
  ConnectProvider,
  forgetSessions,
  useConnect,
  useLogout,
  type SessionRequest,
} from 'stripe-embedded';
import { describe, expect, it } from 'vitest';
import { overHttp } from '../support/endpoints.js';
import { listenIn } from '../support/listenIn.js';
import { KEY, panel, renderConnect, shownBy, stage, stateOf } from '../support/stage.js';

describe('a session', () => {
  it('is minted once and claimed once under StrictMode, and its element is drawn', async () => {
    const set = stage();
    renderConnect(set, <ConnectPayments />);
    expect(stateOf('payments')).toBe('loading');
    expect(screen.getByRole('status')).toHaveTextContent('Loading');
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
    expect(shownBy('payments')).toContain('Payments');
    expect(screen.queryByRole('status')).toBeNull();
    expect(set.log('mint')).toHaveLength(1);
    expect(set.log('claim')).toMatchObject([{ result: 'ok' }]);
    expect(set.log('create')).toHaveLength(1);
  });

  it('is not requested before the first component mounts', async () => {
    const set = stage();
    const { rerender } = renderConnect(set, <p>Nothing yet</p>);
    await set.tick();
    expect(set.log('mint')).toHaveLength(0);
    rerender({}, <ConnectPayments />);
    await set.tick();
    expect(set.log('mint')).toHaveLength(1);
  });

  it('is requested at once with preload', async () => {
    const set = stage();
    renderConnect(set, <p>Nothing yet</p>, { preload: true });
    await set.tick();
    expect(set.log('mint')).toHaveLength(1);
  });

  it('serves every component, including one that mounts later', async () => {
    const set = stage();
    const { rerender } = renderConnect(set, <ConnectPayments />);
    await set.tick();
    const before = panel('payments').querySelector('stripe-connect-payments');
    rerender({}, [<ConnectPayments key="a" />, <ConnectPayouts key="b" />]);
    await set.tick();
    expect(stateOf('payouts')).toBe('ready');
    rerender({}, <ConnectPayments />);
    await set.tick();
    expect(set.log('mint')).toHaveLength(1);
    expect(before).toBeInstanceOf(HTMLElement);
  });

  it('is shared by two providers of the same account, and not by two accounts', async () => {
    const set = stage();
    const [a, b] = set.sandbox.accounts;
    const one = (account: string) => (
      <ConnectProvider
        publishableKey={KEY}
        endpoint={set.sandbox.endpoint}
        clock={set.sandbox.clock}
        account={account}
      >
        <ConnectPayments data-account={account} />
      </ConnectProvider>
    );
    render([one(a!.id), one(a!.id), one(b!.id)].map((tree, key) => <div key={key}>{tree}</div>));
    await set.tick();
    expect(set.log('mint').map((entry) => 'account' in entry && entry.account)).toEqual([a!.id, b!.id]);
    const shown = [...document.querySelectorAll('stripe-connect-payments')].map(
      (element) => element.shadowRoot!.textContent,
    );
    expect(shown[0]).toContain(a!.name);
    expect(shown[1]).toContain(a!.name);
    expect(shown[2]).toContain(b!.name);
  });

  it('outlives its components and its provider until it expires', async () => {
    const set = stage();
    for (let visit = 0; visit < 10; visit++) {
      const { unmount } = renderConnect(set, <ConnectPayments />);
      await set.tick(1_000);
      expect(stateOf('payments')).toBe('ready');
      unmount();
      await set.tick(1_000);
    }
    expect(set.log('mint')).toHaveLength(1);
    expect(set.log('logout')).toHaveLength(0);
  });

  it.each(['an address', 'a function'])('of %s is forgotten after forgetSessions', async (kind) => {
    const set = stage();
    const fetch = async () => new Response(JSON.stringify(await set.sandbox.endpoint({ flow: 'connect' })));
    const endpoint = kind === 'a function' ? set.sandbox.endpoint : { url: '/forgotten', fetch };
    const show = () => renderConnect(set, <ConnectPayments />, { endpoint });
    for (const mints of [1, 1, 2]) {
      if (mints === 2) forgetSessions();
      const { unmount } = show();
      await set.tick();
      expect(set.log('mint')).toHaveLength(mints);
      unmount();
    }
  });

  it.each(['an address', 'a function'])(
    'of %s that was forgotten is not told of a sign-out',
    async (kind) => {
      const set = stage();
      const fetch = overHttp(set.sandbox.endpoint);
      const endpoint = kind === 'a function' ? set.sandbox.endpoint : { url: '/forgotten/by/now', fetch };
      const { heard, Listener } = listenIn();
      const page = [<ConnectPayments key="payments" />, <Listener key="listener" />];
      const { unmount } = renderConnect(set, page, { endpoint });
      await set.tick();
      unmount();
      forgetSessions();
      renderConnect(set, page, { endpoint });
      await set.tick();
      await act(() => heard.now!.logout());
      expect(set.log('logout')).toHaveLength(1);
    },
  );

  it('belongs to the account that the page named if the server does not name one', async () => {
    const set = stage();
    const { id } = set.sandbox.accounts[1]!;
    const endpoint = async (request: SessionRequest) => {
      const { clientSecret } = await set.sandbox.endpoint(request);
      return { clientSecret };
    };
    const Who = () => <output>{useConnect().account}</output>;
    renderConnect(set, [<ConnectPayments key="a" />, <Who key="b" />], { endpoint, account: id });
    await set.tick();
    expect(screen.getByRole('status')).toHaveTextContent(id);
  });

  it('is released if nothing uses it again before it expires', async () => {
    const set = stage({ sessionTtl: 60 });
    const { unmount } = renderConnect(set, <ConnectPayments />);
    await set.tick();
    unmount();
    await set.tick(120_000);
    expect(set.log('mint')).toHaveLength(1);
    renderConnect(set, <ConnectPayments />);
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
    expect(set.log('mint')).toHaveLength(2);
  });
});

describe('an account switch', () => {
  it('shows nothing of the old account from that commit on', async () => {
    const set = stage();
    const [a, b] = set.sandbox.accounts;
    const { rerender } = renderConnect(set, <ConnectPayments />, { account: a!.id });
    await set.tick();
    expect(shownBy('payments')).toContain(a!.name);
    rerender({ account: b!.id });
    expect(document.querySelector('stripe-connect-payments')).toBeNull();
    expect(stateOf('payments')).toBe('loading');
    await set.tick();
    expect(shownBy('payments')).toContain(b!.name);
    expect(document.body).not.toHaveTextContent(a!.name);
  });

  it('aborts the old account’s request and ignores its late answer', async () => {
    const set = stage();
    const signals: AbortSignal[] = [];
    const answers: Array<() => void> = [];
    const endpoint: typeof set.sandbox.endpoint = async (request) => {
      signals.push(request.signal!);
      await new Promise<void>((resolve) => answers.push(resolve));
      return set.sandbox.endpoint({ ...request, signal: undefined });
    };
    const [a, b] = set.sandbox.accounts;
    const { rerender, onError } = renderConnect(set, <ConnectPayments />, { account: a!.id, endpoint });
    await set.tick();
    rerender({ account: b!.id });
    await set.tick();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    answers[1]!();
    await set.tick();
    answers[0]!();
    await set.tick();
    expect(shownBy('payments')).toContain(b!.name);
    expect(onError).not.toHaveBeenCalled();
  });

  it('finds the first account as it was left', async () => {
    const set = stage();
    const [a, b] = set.sandbox.accounts;
    const { rerender } = renderConnect(set, <ConnectPayments />, { account: a!.id });
    await set.tick();
    for (const { id } of [b!, a!, b!, a!]) {
      rerender({ account: id });
      await set.tick();
    }
    expect(shownBy('payments')).toContain(a!.name);
    expect(set.log('mint')).toHaveLength(2);
  });

  it('to no account ends the session', async () => {
    const set = stage();
    const { rerender } = renderConnect(set, <ConnectPayments />, { account: set.sandbox.accounts[0]!.id });
    await set.tick();
    rerender({ account: undefined }, <p>Signed out</p>);
    await set.tick();
    expect(set.log('logout')).toHaveLength(1);
  });
});

describe('a refresh', () => {
  it('requests exactly one new secret, whatever the number of components', async () => {
    const set = stage({ sessionTtl: 60 });
    renderConnect(
      set,
      Array.from({ length: 20 }, (_, key) => <ConnectPayments key={key} />),
    );
    await set.tick();
    const elements = [...document.querySelectorAll('stripe-connect-payments')];
    expect(elements).toHaveLength(20);
    for (let minute = 1; minute <= 5; minute++) {
      await set.tick(60_000);
      expect(set.log('refresh')).toHaveLength(minute);
      expect(set.log('mint')).toHaveLength(minute + 1);
    }
    expect(set.log('claim').every((entry) => 'result' in entry && entry.result === 'ok')).toBe(true);
    expect([...document.querySelectorAll('stripe-connect-payments')]).toEqual(elements);
  });

  it.each(['load_error', 'silent'] as const)(
    'with a failing endpoint interrupts no component and recovers by itself (refresh failures: %s)',
    async (failedRefresh) => {
      const set = stage({ sessionTtl: 60, unknown: { failedRefresh } });
      const { onError } = renderConnect(set, <ConnectPayments />);
      await set.tick();
      const element = document.querySelector('stripe-connect-payments');
      set.sandbox.fail({ api: 500, times: Infinity });
      await set.tick(60_000);
      await set.tick(30_000);
      expect(stateOf('payments')).toBe('ready');
      expect(onError).toHaveBeenCalledTimes(1);
      set.sandbox.heal();
      for (let step = 0; step < 12; step++) await set.tick(5_000);
      expect(set.log('claim')).toHaveLength(2);
      expect(document.querySelector('stripe-connect-payments')).toBe(element);
    },
  );

  it('with an endpoint that caches its responses hands out no used secret, and recovers once it returns another', async () => {
    const set = stage({ sessionTtl: 60 });
    let answer: ReturnType<typeof set.sandbox.endpoint> | undefined;
    const endpoint = (request: SessionRequest) => (answer ??= set.sandbox.endpoint(request));
    const { onError } = renderConnect(set, <ConnectPayments />, { endpoint });
    await set.tick();
    const element = document.querySelector('stripe-connect-payments');
    await set.tick(60_000);
    await set.tick(10_000);
    expect(set.log('claim')).toHaveLength(1);
    expect(onError.mock.calls.map(([error]) => error.code)).toEqual(['secret_reused']);
    expect(stateOf('payments')).toBe('ready');
    answer = undefined;
    for (let step = 0; step < 12; step++) await set.tick(5_000);
    expect(set.log('claim').map((claim) => 'result' in claim && claim.result)).toEqual(['ok', 'ok']);
    expect(document.querySelector('stripe-connect-payments')).toBe(element);
  });

  it('with a refused refresh shows why, keeps what was typed, and continues after Retry', async () => {
    const set = stage({ sessionTtl: 60 });
    let signedIn = true;
    const well = overHttp(set.sandbox.endpoint);
    const fetch = async (url: unknown, init?: RequestInit) =>
      signedIn ? well(url, init) : new Response('{}', { status: 401 });
    const { onError } = renderConnect(set, <ConnectPayments />, { endpoint: { url: '/session', fetch } });
    await set.tick();
    const element = document.querySelector('stripe-connect-payments')!;
    signedIn = false;
    await set.tick(60_000);
    expect(stateOf('payments')).toBe('error');
    expect(screen.getByRole('alert')).toHaveTextContent('You are signed out');
    expect(onError).toHaveBeenCalledTimes(1);
    expect(onError.mock.calls[0]![0]).toMatchObject({ code: 'endpoint_unauthorized', status: 401 });
    expect(element).toBeInTheDocument();
    expect(element).not.toBeVisible();
  });
});

describe('a session and the app around it', () => {
  it('is not affected by what an app does to its cache, by its Query defaults, or by re-renders', async () => {
    const set = stage();
    const queryClient = new QueryClient({
      defaultOptions: {
        queries: {
          retry: 9,
          staleTime: 0,
          networkMode: 'online',
          queryFn: () => Promise.reject(new Error('hostile')),
        },
        mutations: { retry: 9, networkMode: 'online', onSuccess: () => Promise.reject(new Error('hostile')) },
      },
    });
    const { rerender } = renderConnect(set, <ConnectPayments />, { queryClient });
    await set.tick();
    const element = document.querySelector('stripe-connect-payments');
    await act(async () => {
      await queryClient.invalidateQueries();
      await queryClient.refetchQueries({ type: 'all' }).catch(() => {});
      queryClient.clear();
      window.dispatchEvent(new Event('focus'));
    });
    for (let again = 0; again < 5; again++) rerender();
    await set.tick();
    expect(document.querySelector('stripe-connect-payments')).toBe(element);
    expect(set.log('mint')).toHaveLength(1);
  });

  it('uses the app’s own Query client', async () => {
    const set = stage();
    const queryClient = new QueryClient();
    render(
      <QueryClientProvider client={queryClient}>
        <ConnectProvider publishableKey={KEY} endpoint={set.sandbox.endpoint} clock={set.sandbox.clock}>
          <ConnectPayments />
        </ConnectProvider>
      </QueryClientProvider>,
    );
    await set.tick();
    expect(queryClient.getMutationCache().getAll()).toHaveLength(1);
    expect(
      JSON.stringify(
        queryClient
          .getQueryCache()
          .getAll()
          .map(({ state }) => state),
      ),
    ).not.toContain('accs_secret');
  });

  // React 18 has no Activity.
  it.skipIf(!Activity)('keeps the element of a hidden Activity', async () => {
    const set = stage();
    function App() {
      const [shown, setShown] = useState(true);
      return (
        <>
          <button onClick={() => setShown(!shown)}>toggle</button>
          <Activity mode={shown ? 'visible' : 'hidden'}>
            <ConnectPayments />
          </Activity>
        </>
      );
    }
    renderConnect(set, <App />);
    await set.tick();
    const element = document.querySelector('stripe-connect-payments');
    for (let times = 0; times < 2; times++) {
      fireEvent.click(screen.getByText('toggle'));
      await set.tick(1_000);
    }
    expect(document.querySelector('stripe-connect-payments')).toBe(element);
    expect(stateOf('payments')).toBe('ready');
    expect(set.log('mint')).toHaveLength(1);
  });
});

describe('useConnect', () => {
  it('returns the session, and never its secret', async () => {
    const set = stage();
    const seen: unknown[] = [];
    function Show() {
      const connect = useConnect();
      seen.push(connect);
      return <output>{connect.status}</output>;
    }
    renderConnect(set, [<Show key="a" />, <ConnectPayments key="b" />]);
    expect(screen.getByText('idle')).toBeInTheDocument();
    await set.tick();
    expect(screen.getByText('ready')).toBeInTheDocument();
    expect(seen.at(-1)).toMatchObject({ account: set.sandbox.accounts[0]!.id, error: undefined });
    const { instance: _, ...plain } = seen.at(-1) as ReturnType<typeof useConnect>;
    expect(JSON.stringify(plain)).not.toContain('secret');
  });

  it('recreates everything on refresh', async () => {
    const set = stage();
    let refresh!: () => void;
    function Show() {
      ({ refresh } = useConnect());
      return null;
    }
    renderConnect(set, [<Show key="a" />, <ConnectPayments key="b" />]);
    await set.tick();
    act(() => refresh());
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
    expect(set.log('mint')).toHaveLength(2);
  });

  it('logs out when asked, and never by itself', async () => {
    const set = stage();
    let logout!: () => Promise<void>;
    function Show() {
      logout = useLogout();
      return null;
    }
    const { onError } = renderConnect(set, [<Show key="a" />, <ConnectPayments key="b" />]);
    await set.tick();
    await act(() => logout());
    await set.tick();
    expect(document.querySelector('stripe-connect-payments')).toBeNull();
    expect(set.log('logout')).toHaveLength(1);
    expect(onError).not.toHaveBeenCalled();
  });
});
