import { act, render, screen } from '@testing-library/react';
import { Activity, StrictMode, useEffect, type ReactNode } from 'react';
import {
  ConnectBalances,
  ConnectNotificationBanner,
  ConnectPayments,
  ConnectPayouts,
  ConnectProvider,
  type ConnectSessionProps,
  type SessionEvent,
} from 'stripe-embedded';
import { describe, expect, it, vi } from 'vitest';
import { byCookie, overHttp, TWO } from '../support/endpoints.js';
import { listenIn } from '../support/listenIn.js';
import { KEY, renderConnect, shownBy, stage, stateOf } from '../support/stage.js';

let apps = 0;

/** One app on one page, without `account`: only the server knows who is signed in. */
function openApp() {
  const set = stage(TWO);
  const { signedIn, endpoint: ask } = byCookie(set);
  const endpoint = { url: `/session/${++apps}`, fetch: overHttp(ask) };
  const provider = { publishableKey: KEY, endpoint, clock: set.sandbox.clock };
  const { heard: connect, Listener } = listenIn();
  const view = render(<p>Home</p>);
  return {
    ...set,
    endpoint,
    signedIn,
    Beside: (props: Partial<ConnectSessionProps>) => (
      <ConnectProvider {...provider} components={['payments']} {...props} />
    ),
    connect,
    async visit(
      props?: Partial<ConnectSessionProps>,
      children: ReactNode = <ConnectPayments />,
      own: ReactNode = <ConnectBalances />,
    ) {
      const dashboard = (
        <ConnectProvider {...provider} {...props}>
          <Listener />
          {own}
          {children}
        </ConnectProvider>
      );
      view.rerender(props ? dashboard : <p>Home</p>);
      await set.tick();
      await set.tick();
    },
    async signOut() {
      await act(() => connect.now!.logout());
      await set.tick();
    },
  };
}

describe('a user who signs out', () => {
  it.each<[string, Partial<ConnectSessionProps>, Partial<ConnectSessionProps>]>([
    ['another theme', { theme: 'dark' }, { theme: 'light' }],
    ['another language', { locale: 'en' }, { locale: 'fr' }],
    ['other components', { components: ['payments', 'balances', 'payouts'] }, { components: ['payments'] }],
  ])('is not shown to the next user, on a route with %s', async (_, first, second) => {
    const app = openApp();
    await app.visit(first);
    expect(shownBy('payments')).toContain('Anna');
    await app.visit();
    await app.visit(second);
    await app.signOut();
    await app.visit();
    app.signedIn.account = 'acct_B';
    await app.visit(first);
    expect(stateOf('payments')).toBe('ready');
    expect(shownBy('payments')).toContain('Bert');
  });

  it('is not shown to the next user, on a route whose endpoint has another query', async () => {
    const app = openApp();
    const asking = (view: string) => ({
      endpoint: { ...app.endpoint, url: `${app.endpoint.url}?view=${view}` },
    });
    await app.visit(asking('payments'));
    expect(shownBy('payments')).toContain('Anna');
    await app.visit();
    await app.visit(asking('payouts'));
    await app.signOut();
    await app.visit();
    app.signedIn.account = 'acct_B';
    await app.visit(asking('payments'));
    expect(shownBy('payments')).toContain('Bert');
  });

  it('is signed out of another provider too, which shows nothing of them to the next user', async () => {
    const app = openApp();
    const dashboard = (
      <app.Beside>
        <ConnectPayments />
      </app.Beside>
    );
    await app.visit({ components: ['balances'] }, dashboard);
    await app.signOut();
    expect(shownBy('payments')).toBe('');
    expect(screen.getAllByRole('alert').map(({ textContent }) => textContent)).toEqual(
      Array(2).fill(expect.stringContaining('You are signed out')),
    );
    // Each of them is logged out at Stripe too.
    expect(app.log('logout')).toHaveLength(2);
    await app.visit();
    app.signedIn.account = 'acct_B';
    await app.visit({ components: ['balances'] }, dashboard);
    expect(stateOf('payments')).toBe('ready');
    expect(shownBy('payments')).toContain('Bert');
  });

  it('at the very moment another provider mounts is not requested by that provider', async () => {
    const app = openApp();
    await app.visit({ components: ['balances'] });
    const mints = app.log('mint').length;
    function SignOutAtOnce() {
      useEffect(() => void app.connect.now!.logout(), []);
      return null;
    }
    await app.visit(
      { components: ['balances'] },
      <>
        <app.Beside>
          <ConnectPayments />
        </app.Beside>
        <SignOutAtOnce />
      </>,
    );
    expect(app.log('mint')).toHaveLength(mints);
    expect(stateOf('payments')).toBe('error');
  });

  it('during a refresh leads to one session for the next user, if the key comes with the session', async () => {
    const set = stage(TWO);
    const { signedIn, endpoint } = byCookie(set);
    const { heard, Listener } = listenIn();
    const asked: string[] = [];
    renderConnect(set, [<ConnectPayments key="p" />, <Listener key="l" />], {
      publishableKey: undefined,
      async endpoint(request) {
        asked.push(signedIn.account);
        if (request.reason === 'expired') await new Promise(() => {});
        return { ...(await endpoint(request)), publishable_key: KEY };
      },
    });
    await set.tick();
    set.sandbox.expire();
    await set.tick();
    expect(asked).toEqual(['acct_A', 'acct_A']);
    await act(() => heard.now!.logout());
    signedIn.account = 'acct_B';
    act(() => heard.now!.retry());
    await set.tick();
    await set.tick();
    expect(shownBy('payments')).toContain('Bert');
    expect(asked).toEqual(['acct_A', 'acct_A', 'acct_B']);
  });

  it('may only be guessed when an account goes away: another provider keeps its session until it unmounts', async () => {
    const app = openApp();
    const at = (account: string | undefined, children: ReactNode) =>
      app.visit({ account, components: ['balances'] }, <app.Beside>{children}</app.Beside>);
    await at('acct_A', <ConnectPayments />);
    await at(undefined, <ConnectPayments />);
    expect(shownBy('payments')).toContain('Anna');
    await at(undefined, null);
    await app.tick(1_000);
    expect(app.log('logout')).toHaveLength(2);
    app.signedIn.account = 'acct_B';
    await at(undefined, <ConnectPayments />);
    expect(shownBy('payments')).toContain('Bert');
  });

  // React 18 has no Activity.
  it.skipIf(!Activity)(
    'is no news when a page that was hidden at the time is shown again: the next user keeps their session',
    async () => {
      const app = openApp();
      const at = (account: string | undefined, mode: 'visible' | 'hidden', children: ReactNode) => (
        <>
          <Activity mode={mode}>
            <app.Beside account={account}>
              <ConnectPayments />
            </app.Beside>
          </Activity>
          <app.Beside components={['balances']}>{children}</app.Beside>
        </>
      );
      const view = render(at('acct_A', 'visible', null));
      const show = async (...args: Parameters<typeof at>) => {
        view.rerender(at(...args));
        await app.tick();
      };
      await app.tick();
      await show('acct_A', 'hidden', null);
      app.signedIn.account = 'acct_B';
      await show(undefined, 'hidden', <ConnectBalances />);
      await show(undefined, 'visible', <ConnectBalances />);
      const mints = app.log('mint').length;
      await show(undefined, 'visible', null);
      await show(undefined, 'visible', <ConnectBalances />);
      expect(stateOf('balances')).toBe('ready');
      expect(app.log('mint')).toHaveLength(mints);
    },
  );

  it('is not shown to the next user by what started before the account was known', async () => {
    const app = openApp();
    await app.visit({ account: undefined });
    expect(shownBy('payments')).toContain('Anna');
    await app.visit({ account: 'acct_A' });
    app.signedIn.account = 'acct_B';
    await app.visit({ account: undefined });
    expect(shownBy('payments')).toContain('Bert');
  });

  it('is not shown to the next user by a session that another one had replaced', async () => {
    const app = openApp();
    const { heard, Listener } = listenIn();
    const beside = (children: ReactNode) => (
      <app.Beside>
        <Listener />
        {children}
      </app.Beside>
    );
    const props = { components: ['payments'] };
    const at = (one: ReactNode, two: ReactNode) => app.visit(props, [one, <i key="2">{two}</i>]);
    await at(<ConnectPayments key="1" />, null);
    await app.signOut();
    // Anna is back, first in a provider that has mounted since, and then in the first provider too.
    await at(<ConnectPayments key="1" />, beside(<ConnectPayouts />));
    act(() => app.connect.now!.retry());
    await app.tick();
    await app.tick();
    expect(shownBy('payments')).toContain('Anna');
    await app.visit(props, [null, <i key="2">{beside(<ConnectPayouts />)}</i>], null);
    await act(() => heard.now!.logout());
    app.signedIn.account = 'acct_B';
    await at(<ConnectPayments key="1" />, null);
    expect(shownBy('payments')).toContain('Bert');
  });

  it('through another provider is not shown to the next user by a provider that only preloads', async () => {
    const app = openApp();
    const { heard, Listener } = listenIn();
    const beside = (
      <app.Beside>
        <Listener />
      </app.Beside>
    );
    await app.visit({ preload: true }, beside, null);
    await act(() => heard.now!.logout());
    app.signedIn.account = 'acct_B';
    await app.visit({ preload: true });
    expect(shownBy('payments')).toBe('');
    act(() => app.connect.now!.retry());
    await app.tick();
    await app.tick();
    expect(shownBy('payments')).toContain('Bert');
  });

  it('with nothing mounted leaves no error message for the next user', async () => {
    const app = openApp();
    const errorFallback = vi.fn(() => null);
    await app.visit({ errorFallback });
    await app.visit({ errorFallback }, null, null);
    await app.signOut();
    expect(app.connect.now!.status).toBe('logged_out');
    app.signedIn.account = 'acct_B';
    await app.visit({ errorFallback });
    expect(shownBy('payments')).toContain('Bert');
    expect(errorFallback).not.toHaveBeenCalled();
  });

  it.each(['logout()', 'an account that goes away'])(
    'leaves no session of the accounts shown before (%s)',
    async (how) => {
      const app = openApp();
      const minted = () => app.log('mint').map((entry) => 'account' in entry && entry.account);
      await app.visit({ account: 'acct_A' });
      await app.visit({ account: 'acct_B' });
      if (how === 'logout()') await app.signOut();
      else await app.visit({ account: undefined }, null);
      await app.visit();
      const before = minted().length;
      // The next user may see that account too, in another role.
      await app.visit({ account: 'acct_A' });
      expect(stateOf('payments')).toBe('ready');
      expect(minted().slice(before)).toEqual(['acct_A']);
    },
  );

  it('is reported once if the account goes away after logout()', async () => {
    const set = stage(TWO);
    const { heard, Listener } = listenIn();
    const told: SessionEvent[] = [];
    const { rerender } = renderConnect(
      set,
      [<Listener key="listener" />, <ConnectPayments key="payments" />],
      {
        account: 'acct_A',
        onSessionEvent: (event) => void told.push(event),
      },
    );
    await set.tick();
    await act(() => heard.now!.logout());
    rerender({ account: undefined });
    await set.tick();
    expect(told.filter(({ type }) => type === 'logged_out')).toHaveLength(1);
  });
});

describe('after a sign-out', () => {
  /** Two providers of one endpoint, the first of which knows an account. */
  function openTwo() {
    const set = stage();
    const provider = { publishableKey: KEY, endpoint: set.sandbox.endpoint, clock: set.sandbox.clock };
    const at = (account: string | undefined, first: ReactNode, second: ReactNode) => (
      <StrictMode>
        <ConnectProvider {...provider} account={account}>
          {first}
        </ConnectProvider>
        <ConnectProvider {...provider} theme="dark">
          {second}
        </ConnectProvider>
      </StrictMode>
    );
    const view = render(at('acct_1', <ConnectPayments />, null));
    return {
      ...set,
      async turn(account: string | undefined, first: ReactNode, second: ReactNode) {
        view.rerender(at(account, first, second));
        await set.tick(5_000);
        await set.tick(5_000);
      },
    };
  }

  it('a component that mounts in a provider that had none starts a new session', async () => {
    const { tick, turn } = openTwo();
    await tick(5_000);
    await turn(undefined, null, null);
    await turn(undefined, <ConnectPayments />, <ConnectBalances />);
    expect([stateOf('payments'), stateOf('balances')]).toEqual(['ready', 'ready']);
  });

  it('a component that mounts after a second sign-out starts a new session too', async () => {
    const app = openApp();
    const page = (inside?: ReactNode) => app.visit({}, <app.Beside>{inside}</app.Beside>);
    await page(<ConnectPayments />);
    await page();
    await app.signOut();
    await app.signOut();
    app.signedIn.account = 'acct_B';
    await page(<ConnectPayments />);
    expect(shownBy('payments')).toContain('Bert');
  });

  it('a component that mounts in the same commit starts a new session', async () => {
    const { tick, turn } = openTwo();
    await tick(5_000);
    await turn(undefined, null, <ConnectBalances />);
    expect(stateOf('balances')).toBe('ready');
  });

  it('the provider’s next session is kept for a component that comes back', async () => {
    const { tick, turn, log } = openTwo();
    await tick(5_000);
    await turn(undefined, <ConnectPayments />, null);
    const mints = log('mint').length;
    await turn(undefined, null, null);
    await turn(undefined, <ConnectPayments />, null);
    expect(stateOf('payments')).toBe('ready');
    expect(log('mint')).toHaveLength(mints);
  });

  // React 18 has no Activity.
  it.skipIf(!Activity)(
    'a session of the previous user that is hidden afterwards is not shown to the next user',
    async () => {
      const app = openApp();
      const at = (mode: 'visible' | 'hidden', more?: ReactNode) => (
        <app.Beside>
          <Activity mode={mode}>
            <ConnectNotificationBanner />
          </Activity>
          {more}
        </app.Beside>
      );
      await app.visit({ components: ['balances'] }, at('visible'));
      await app.signOut();
      await app.visit({ components: ['balances'] }, at('hidden'));
      app.signedIn.account = 'acct_B';
      await app.visit({ components: ['balances'] }, at('hidden', <ConnectPayments />));
      expect(stateOf('payments')).toBe('ready');
      expect(shownBy('payments')).toContain('Bert');
    },
  );
});

describe('the last event of a session', () => {
  it('names the account that the server returned, when the user signs out', async () => {
    const set = stage(TWO);
    const { heard, Listener } = listenIn();
    const told: SessionEvent[] = [];
    renderConnect(set, [<Listener key="listener" />, <ConnectPayments key="payments" />], {
      account: 'acct_hint',
      endpoint: (request) => set.sandbox.endpoint({ ...request, account: 'acct_B' }),
      onSessionEvent: (event) => void told.push(event),
    });
    await set.tick();
    await act(() => heard.now!.logout());
    expect(told.at(-1)).toMatchObject({ type: 'logged_out', account: 'acct_B' });
  });

  it('names its account, when nothing came back to use the session', async () => {
    const set = stage({ ...TWO, sessionTtl: 60 });
    const told: SessionEvent[] = [];
    const { rerender } = renderConnect(set, <ConnectPayments />, {
      onSessionEvent: (event) => void told.push(event),
    });
    await set.tick();
    rerender({}, null);
    for (let second = 0; second < 80; second += 10) await set.tick(10_000);
    expect(told.at(-1)).toMatchObject({ type: 'released', account: 'acct_A' });
  });
});
