import type { StripeConnectInstance } from '@stripe/connect-js';
import { act, render } from '@testing-library/react';
import { Activity, StrictMode, type ReactNode } from 'react';
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

/** The page's own instance, whose frames load nothing. */
function slowInstance() {
  const create = () =>
    Object.assign(document.createElement('stripe-connect-payments'), {
      setOnLoaderStart() {},
      setOnLoadError() {},
    });
  return { create, update() {}, logout: async () => {} } as unknown as StripeConnectInstance;
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
  const instance = slowInstance();
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

it.skipIf(!Activity)(
  'a component that was hidden before the visit has its time to draw once it is shown',
  async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const visit = prerender();
    const onError = vi.fn();
    const instance = slowInstance();
    const page = (mode: 'visible' | 'hidden') => (
      <StrictMode>
        <ConnectProvider connectInstance={instance} onError={onError}>
          <Activity mode={mode}>
            <ConnectPayments />
          </Activity>
        </ConnectProvider>
      </StrictMode>
    );
    const { rerender } = render(page('visible'));
    rerender(page('hidden'));
    visit();
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    rerender(page('visible'));
    await act(() => vi.advanceTimersByTimeAsync(19_000));
    expect(stateOf('payments')).toBe('loading');
    expect(onError).not.toHaveBeenCalled();
    await act(() => vi.advanceTimersByTimeAsync(1_000));
    expect(onError).toHaveBeenCalledTimes(1);
  },
);

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
