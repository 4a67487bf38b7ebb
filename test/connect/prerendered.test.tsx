import { ConnectPayments, ConnectPayouts } from 'stripe-embedded';
import { expect, it, onTestFinished } from 'vitest';
import { renderConnect, stage, stateOf } from '../support/stage.js';

/** As Chrome draws a page ahead of a visit. Returns the way to visit it. */
function prerender() {
  const page = document as { prerendering?: boolean };
  page.prerendering = true;
  onTestFinished(() => void delete page.prerendering);
  return () => {
    page.prerendering = false;
    document.dispatchEvent(new Event('prerenderingchange'));
  };
}

it('a page that is drawn ahead of a visit asks for no session, and fails at nothing', async () => {
  prerender();
  const set = stage();
  const { onError } = renderConnect(set, <ConnectPayments loadTimeout={1_000} />, { preload: true });
  await set.tick(60_000);
  expect(set.sandbox.log).toEqual([]);
  expect(stateOf('payments')).toBe('loading');
  expect(onError).not.toHaveBeenCalled();
});

it('it begins when it is visited, with one session for all', async () => {
  const visit = prerender();
  const set = stage();
  renderConnect(set, [<ConnectPayments key="one" />, <ConnectPayouts key="two" />]);
  await set.tick(60_000);
  visit();
  await set.tick();
  expect([stateOf('payments'), stateOf('payouts')]).toEqual(['ready', 'ready']);
  expect(set.log('mint')).toHaveLength(1);
});

it('what has left it by then begins nothing', async () => {
  const visit = prerender();
  const set = stage();
  const { unmount } = renderConnect(set, <ConnectPayments />);
  await set.tick();
  unmount();
  visit();
  await set.tick();
  expect(set.sandbox.log).toEqual([]);
});
