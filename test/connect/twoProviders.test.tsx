import { act, render } from '@testing-library/react';
import { Activity, StrictMode, type ReactNode } from 'react';
import {
  ConnectBalances,
  ConnectPayments,
  ConnectPayouts,
  type ConnectSessionProps,
  type SessionEndpoint,
  type SessionEvent,
  type SessionRequest,
} from 'stripe-embedded';
import { describe, expect, it, vi } from 'vitest';
import { byCookie, overHttp, TWO } from '../support/endpoints.js';
import { listenIn } from '../support/listenIn.js';
import { providerOn, shownBy, stage, stateOf, type Stage } from '../support/stage.js';

/* Providers next to each other that share one endpoint. */

type Theme = 'light' | 'dark';

const GROUNDS: Record<string, Theme> = { '#ffffff': 'light', '#14171f': 'dark' };

/** The theme of Stripe's element. */
function themeOf(tag: string) {
  const { shadowRoot } = document.querySelector(`stripe-connect-${tag}`)!;
  return GROUNDS[
    shadowRoot!.querySelector<HTMLElement>('.root')!.style.getPropertyValue('--colorBackground')
  ];
}

describe('the appearance', () => {
  it('is each provider’s own when two come back to a session they shared', async () => {
    const set = stage();
    const Provider = providerOn(set);
    const payments = (theme: Theme) => (
      <Provider theme={theme}>
        <ConnectPayments />
      </Provider>
    );
    const view = render(payments('light'));
    await set.tick();
    view.rerender(payments('dark'));
    await set.tick();
    view.rerender(<p>Home</p>);
    await set.tick();
    view.rerender(
      <div>
        {payments('light')}
        <Provider theme="dark">
          <ConnectBalances />
        </Provider>
      </div>,
    );
    await set.tick();
    await set.tick();
    expect([themeOf('payments'), themeOf('balances')]).toEqual(['light', 'dark']);
  });

  it('of a provider that has unmounted is not applied to the remaining one', async () => {
    const set = stage();
    const Provider = providerOn(set);
    const page = (route?: Theme) => (
      <>
        <Provider theme="light">
          <ConnectPayments />
        </Provider>
        {route && (
          <Provider theme={route}>
            <ConnectBalances />
          </Provider>
        )}
      </>
    );
    const view = render(page('light'));
    await set.tick();
    view.rerender(page('dark'));
    await set.tick();
    expect(themeOf('payments')).toBe('dark');
    view.rerender(page());
    await set.tick();
    expect(themeOf('payments')).toBe('light');
  });

  // React 18 has no Activity.
  it.skipIf(!Activity)('of a hidden provider is its own when it is shown again', async () => {
    const set = stage();
    const Provider = providerOn(set);
    const page = (mode: 'visible' | 'hidden', theme: Theme, beside: boolean) => (
      <>
        <Activity mode={mode}>
          <Provider theme={theme}>
            <ConnectPayments />
          </Provider>
        </Activity>
        {beside && (
          <Provider theme="light">
            <ConnectBalances />
          </Provider>
        )}
      </>
    );
    const view = render(page('visible', 'light', false));
    await set.tick();
    for (const [mode, beside] of [
      ['visible', false],
      ['hidden', false],
      ['hidden', true],
      ['visible', true],
    ] as const) {
      view.rerender(page(mode, 'dark', beside));
      await set.tick();
    }
    expect([themeOf('payments'), themeOf('balances')]).toEqual(['dark', 'light']);
  });
});

describe('an account that goes away in one provider', () => {
  it('removes nothing that another provider shows', async () => {
    const set = stage();
    const Provider = providerOn(set);
    const page = (account?: string) => (
      <>
        <Provider>
          <ConnectPayments />
        </Provider>
        <Provider account={account}>
          <ConnectBalances />
        </Provider>
      </>
    );
    const view = render(page('acct_sandbox'));
    await set.tick();
    const element = document.querySelector('stripe-connect-payments')!;
    view.rerender(page());
    await set.tick();
    expect(element).toBeInTheDocument();
  });

  it('and in another at once leads to one new session', async () => {
    const set = stage();
    const Provider = providerOn(set);
    const endpoint = vi.fn(set.sandbox.endpoint);
    const page = (account?: string) => (
      <>
        <Provider endpoint={endpoint} account={account}>
          <ConnectPayments />
        </Provider>
        <Provider endpoint={endpoint} account={account}>
          <ConnectBalances />
        </Provider>
      </>
    );
    const view = render(page());
    await set.tick();
    view.rerender(page('acct_sandbox'));
    await set.tick();
    endpoint.mockClear();
    view.rerender(page());
    await set.tick();
    expect(endpoint).toHaveBeenCalledTimes(1);
  });

  it('ends another provider’s session once that has unmounted, and reports it, even if a component mounts in the same commit', async () => {
    const set = stage();
    const Provider = providerOn(set);
    const events: string[] = [];
    const onSessionEvent = ({ type }: SessionEvent) => void events.push(type);
    const page = (tab: ReactNode, account?: string) => (
      <>
        <Provider onSessionEvent={onSessionEvent}>{tab}</Provider>
        <Provider components={['balances']} account={account}>
          <ConnectBalances />
        </Provider>
      </>
    );
    const view = render(page(<ConnectPayments key="payments" />, 'acct_sandbox'));
    await set.tick();
    view.rerender(page(<ConnectPayments key="payments" />));
    await set.tick();
    view.rerender(page(<ConnectPayouts key="payouts" />));
    await set.tick();
    expect(events.filter((type) => /ready|logged_out|released/.test(type))).toEqual([
      'ready',
      'logged_out',
      'ready',
    ]);
  });
});

describe('a sign-out', () => {
  type Two<What> = [What, What];
  type Ask = Stage['sandbox']['endpoint'];
  const at =
    (...urls: Two<string | URL>) =>
    (ask: Ask) =>
      urls.map((url) => ({ url, fetch: overHttp(ask) })) as Two<SessionEndpoint>;
  const byFunctions = (ask: Ask): Two<SessionEndpoint> => [
    (request) => ask(request),
    (request) => ask(request),
  ];

  async function within(set: Stage, looks: Two<Theme>, [one, other]: Two<SessionEndpoint>) {
    const Provider = providerOn(set);
    const { heard, Listener } = listenIn();
    render(
      <>
        <Provider theme={looks[0]} endpoint={one}>
          <ConnectPayments />
        </Provider>
        <Provider theme={looks[1]} endpoint={other}>
          <Listener />
          <ConnectBalances />
        </Provider>
      </>,
    );
    await set.tick();
    await set.tick();
    return heard;
  }

  it.each<[string, Two<Theme>, (ask: Ask) => Two<SessionEndpoint>, string]>([
    [
      'ends the session of a provider with another appearance',
      ['light', 'dark'],
      at('/of/one', '/of/one'),
      'error',
    ],
    [
      'ends the session of the same address, written in full',
      ['light', 'dark'],
      at('/whole', new URL('/whole', location.href)),
      'error',
    ],
    ['ends the session of another endpoint function', ['light', 'light'], byFunctions, 'error'],
    ['does not affect another endpoint', ['light', 'light'], at('/of/two', '/of/two/more'), 'ready'],
  ])('%s', async (_, looks, endpoints, state) => {
    const set = stage();
    const heard = await within(set, looks, endpoints(set.sandbox.endpoint));
    expect(set.log('mint')).toHaveLength(2);
    await act(() => heard.now!.logout());
    await set.tick();
    expect([stateOf('payments'), stateOf('balances')]).toEqual([state, 'error']);
  });

  it('waits for Stripe’s logout, so that the page’s own may follow it', async () => {
    const set = stage();
    const heard = await within(set, ['light', 'light'], at('/of/three', '/of/three')(set.sandbox.endpoint));
    let end!: () => void;
    heard.now!.instance!.logout = () => new Promise<void>((resolve) => (end = resolve));
    const ended = vi.fn();
    act(() => void heard.now!.logout().then(ended));
    await set.tick();
    expect(ended).not.toHaveBeenCalled();
    end();
    await set.tick();
    expect(ended).toHaveBeenCalled();
  });
});

describe('the account of one provider goes away', () => {
  function setup(latency: number) {
    const set = stage({ ...TWO, latency: { api: latency } });
    const Provider = providerOn(set);
    const { endpoint, signedIn } = byCookie(set);
    const view = render(<></>, { wrapper: StrictMode });
    return {
      signedIn,
      /** One provider with an account or without, and next to it another one. */
      async show(account: string | undefined, other: ReactNode, props: Partial<ConnectSessionProps>) {
        view.rerender(
          <>
            <Provider endpoint={endpoint} account={account} components={['payouts']}>
              {account && <ConnectPayouts />}
            </Provider>
            <Provider endpoint={endpoint} {...props}>
              {other}
            </Provider>
          </>,
        );
        await set.tick();
      },
      async wait() {
        for (let step = 0; step < 10; step++) await set.tick(20);
      },
    };
  }

  it('the other one’s session, which is only preloaded, is not handed to the next user', async () => {
    const { show, wait, signedIn } = setup(0);
    const props = { components: ['payments'], preload: true };
    await show('acct_A', null, props);
    await wait();
    await show(undefined, null, props);
    await wait();
    signedIn.account = 'acct_B';
    await show(undefined, <ConnectPayments />, props);
    await wait();
    expect(shownBy('payments')).toContain('Bert');
  });

  it('a session that loads for another account goes on when one more of its components mounts', async () => {
    const { show, wait } = setup(50);
    const steps: string[] = [];
    const props = { account: 'acct_B', onSessionEvent: ({ type }: SessionEvent) => void steps.push(type) };
    await show('acct_A', <ConnectPayments key="one" />, props);
    await show(undefined, <ConnectPayments key="one" />, props);
    const two = [<ConnectPayments key="one" />, <ConnectBalances key="two" />];
    await show(undefined, two, props);
    await wait();
    expect(stateOf('balances')).toBe('ready');
    expect(steps).toEqual(['requested', 'minted', 'ready']);
  });
});

it('two parts of a page with different `components` have a session each if the body names them in the endpoint’s own format', async () => {
  const set = stage();
  const Provider = providerOn(set);
  const views: unknown[] = [];
  const fetch = vi.fn(async (_url: unknown, init?: RequestInit) => {
    const { view } = JSON.parse(String(init!.body)) as { view: string };
    views.push(view);
    return Response.json(await set.sandbox.endpoint({ flow: 'connect', components: [view] }));
  });
  const endpoint = {
    url: 'https://shop.example/session',
    body: ({ components }: SessionRequest) => ({ view: components?.[0] }),
    fetch,
  };
  const part = (name: string, content: ReactNode) => (
    <Provider key={name} endpoint={endpoint} components={[name]}>
      {content}
    </Provider>
  );
  const view = render(part('payments', <ConnectPayments />));
  await set.tick();
  view.rerender(part('balances', <ConnectBalances />));
  await set.tick();
  view.rerender(part('payments', <ConnectPayments />));
  await set.tick();
  expect(stateOf('payments')).toBe('ready');
  expect(views).toEqual(['payments', 'balances']);
});

it('a header’s own provider shares the session of the next route, also after that of the last one has ended', async () => {
  const set = stage({ sessionTtl: 60 });
  const Provider = providerOn(set);
  const { heard, Listener } = listenIn();
  const page = (route: ReactNode) => (
    <StrictMode>
      <Provider>
        <Listener />
      </Provider>
      {route && <Provider>{route}</Provider>}
    </StrictMode>
  );
  const { rerender } = render(page(<ConnectPayments />));
  await set.tick();
  expect(heard.now!.status).toBe('ready');
  rerender(page(null));
  for (let second = 0; second < 60; second += 10) await set.tick(10_000);
  expect(heard.now!.status).toBe('idle');
  rerender(page(<ConnectPayouts />));
  await set.tick();
  expect(stateOf('payouts')).toBe('ready');
  expect(heard.now!.status).toBe('ready');
  const { instance } = heard.now!;
  act(() => heard.now!.refresh());
  await set.tick();
  expect(heard.now!.instance).not.toBe(instance);
  expect(stateOf('payouts')).toBe('ready');
  expect(set.log('mint')).toHaveLength(3);
});
