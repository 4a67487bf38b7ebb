import { ConnectPayments, ConnectPayouts } from 'stripe-embedded';
import { expect, it, onTestFinished } from 'vitest';
import { renderConnect, stage, stateOf } from '../support/stage.js';

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
