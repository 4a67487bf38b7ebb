import type { StripeConnectInstance } from '@stripe/connect-js';
import { act, render } from '@testing-library/react';
import { StrictMode, type ReactNode } from 'react';
import {
  ConnectPayments,
  ConnectPayouts,
  ConnectProvider,
  FinancialConnectionsProvider,
  LinkAccountsButton,
} from 'stripe-embedded';
import { expect, it, onTestFinished, vi } from 'vitest';
import { KEY, renderConnect, stage, stateOf } from '../support/stage.js';

/** A page that Chrome prerenders. Returns a function that visits it. */
function prerender() {
  const page = document as { prerendering?: boolean };
  page.prerendering = true;
  onTestFinished(() => void delete page.prerendering);
  return () => {
    page.prerendering = false;
    document.dispatchEvent(new Event('prerenderingchange'));
  };
}

it('a prerendered page requests no session and reports no failure', async () => {
  prerender();
  const set = stage();
  const { onError } = renderConnect(set, <ConnectPayments loadTimeout={1_000} />, { preload: true });
  await set.tick(60_000);
  expect(set.sandbox.log).toEqual([]);
  expect(stateOf('payments')).toBe('loading');
  expect(onError).not.toHaveBeenCalled();
});

it('a prerendered page starts when it is visited, with one session for all components', async () => {
  const visit = prerender();
  const set = stage();
  renderConnect(set, [<ConnectPayments key="one" />, <ConnectPayouts key="two" />]);
  await set.tick(60_000);
  visit();
  await set.tick();
  expect([stateOf('payments'), stateOf('payouts')]).toEqual(['ready', 'ready']);
  expect(set.log('mint')).toHaveLength(1);
});

it('a component that unmounts before its prerendered page is visited starts nothing', async () => {
  const visit = prerender();
  const set = stage();
  const { unmount } = renderConnect(set, <ConnectPayments />);
  await set.tick();
  unmount();
  visit();
  await set.tick();
  expect(set.sandbox.log).toEqual([]);
});

it('with the page’s own instance, the time to draw starts with the visit', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const visit = prerender();
  // Its frames load nothing before the visit.
  const create = () =>
    Object.assign(document.createElement('stripe-connect-payments'), {
      setOnLoaderStart() {},
      setOnLoadError() {},
    });
  const instance = { create, update() {}, logout: async () => {} } as unknown as StripeConnectInstance;
  const onError = vi.fn();
  render(
    <StrictMode>
      <ConnectProvider connectInstance={instance} onError={onError}>
        <ConnectPayments />
      </ConnectProvider>
    </StrictMode>,
  );
  const wait = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
  await wait(60_000);
  expect(stateOf('payments')).toBe('loading');
  visit();
  await wait(19_000);
  expect(onError).not.toHaveBeenCalled();
  await wait(1_000);
  expect(onError).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'component_timeout' }));
});

it.each([true, false])(
  'a bank session is prefetched when a prerendered page is visited, if its button is still there: %s',
  async (isThere) => {
    const visit = prerender();
    const { sandbox, tick, log } = stage();
    const page = (button: ReactNode) => (
      <StrictMode>
        <FinancialConnectionsProvider publishableKey={KEY} endpoint={sandbox.endpoint} clock={sandbox.clock}>
          {button}
        </FinancialConnectionsProvider>
      </StrictMode>
    );
    const { rerender } = render(page(<LinkAccountsButton prefetch="mount" />));
    await tick(60_000);
    expect(sandbox.log).toEqual([]);
    if (!isThere) rerender(page(null));
    await tick();
    visit();
    await tick();
    expect(log('mint')).toHaveLength(isThere ? 1 : 0);
  },
);
