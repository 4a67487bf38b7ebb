import { act, fireEvent, screen } from '@testing-library/react';
import { Activity, useState } from 'react';
import { AccountWidget, Dashboard, OnboardingWidget, TaxWidget } from 'stripe-embedded/widgets';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { hydrate } from '../support/hydrate.js';
import { providerOn, renderConnect, stage, stateOf } from '../support/stage.js';

/* Widgets in pages with their own life cycle and addresses. */

beforeEach(() => {
  localStorage.clear();
  history.replaceState(null, '', '/shop/settings?x=1');
});

const leaveOnboarding = ({ sandbox }: ReturnType<typeof stage>) =>
  act(() => sandbox.element('account-onboarding')[0]!.emit('exit'));

const DONE = 'You are ready to take payments';

it('tabs change only the fragment on a page with a <base>', async () => {
  const set = stage();
  const base = document.head.appendChild(Object.assign(document.createElement('base'), { href: '/' }));
  onTestFinished(() => base.remove());
  renderConnect(set, <Dashboard panels={['payments', 'payouts']} />);
  fireEvent.click(screen.getByRole('tab', { name: 'Payouts' }));
  expect(location.pathname + location.search + location.hash).toBe('/shop/settings?x=1#payouts');
});

it('tabs open on a page whose <base> is on another origin', async () => {
  const set = stage();
  const base = document.head.appendChild(
    Object.assign(document.createElement('base'), { href: 'https://cdn.example/' }),
  );
  onTestFinished(() => base.remove());
  renderConnect(set, <Dashboard panels={['payments', 'payouts']} />);
  fireEvent.click(screen.getByRole('tab', { name: 'Payouts' }));
  expect(screen.getByRole('tab', { name: 'Payouts' })).toHaveAttribute('aria-selected', 'true');
});

it('the last open tab is open after hydration', async () => {
  const set = stage();
  localStorage.setItem('stripe-embedded.tab.dashboard', 'payouts');
  const Provider = providerOn(set);
  await hydrate(
    <Provider>
      <Dashboard panels={['payments', 'payouts']} />
    </Provider>,
  );
  await set.tick();
  expect(screen.getByRole('tab', { name: 'Payouts' })).toHaveAttribute('aria-selected', 'true');
});

it('the last open tab opens when its panel is added later', async () => {
  const set = stage();
  localStorage.setItem('stripe-embedded.tab.dashboard', 'payouts');
  const view = renderConnect(set, <Dashboard panels={['payments']} />);
  await set.tick();
  view.rerender({}, <Dashboard panels={['payments', 'payouts']} />);
  expect(screen.getByRole('tab', { name: 'Payouts' })).toHaveAttribute('aria-selected', 'true');
});

it('the message that onboarding is done gets focus, even if the page updates `complete` itself', async () => {
  const set = stage();
  function Page() {
    const [complete, setComplete] = useState(false);
    return (
      <OnboardingWidget complete={complete} checkStatus={() => true} onComplete={() => setComplete(true)} />
    );
  }
  renderConnect(set, <Page />);
  await set.tick();
  leaveOnboarding(set);
  await set.tick();
  expect(screen.getByText(DONE)).toHaveFocus();
});

it('the message gets focus once, not each time it is shown again', async () => {
  const set = stage();
  const page = (mode: 'visible' | 'hidden') => (
    <>
      <button>A tab</button>
      <Activity mode={mode}>
        <OnboardingWidget checkStatus={() => true} />
      </Activity>
    </>
  );
  const view = renderConnect(set, page('visible'));
  await set.tick();
  leaveOnboarding(set);
  await set.tick();
  expect(screen.getByText(DONE)).toHaveFocus();
  view.rerender({}, page('hidden'));
  act(() => screen.getByRole('button', { name: 'A tab' }).focus());
  view.rerender({}, page('visible'));
  await set.tick();
  expect(screen.getByRole('button', { name: 'A tab' })).toHaveFocus();
});

it('a widget of two components uses its id once', async () => {
  const set = stage();
  renderConnect(set, <TaxWidget id="tax" />);
  expect(document.querySelectorAll('#tax')).toHaveLength(1);
});

it('a widget of two components reports a session error once', async () => {
  const set = stage();
  set.sandbox.fail({ api: 401, times: 1 });
  const onError = vi.fn();
  renderConnect(set, <TaxWidget onError={onError} />);
  await set.tick();
  expect(onError).toHaveBeenCalledTimes(1);
});

it('a widget of two components is ready only when both are, for the same account', async () => {
  const set = stage();
  const [one, two] = set.sandbox.accounts;
  const onReady = vi.fn();
  set.sandbox.fail({ element: 'api_error', only: 'tax-registrations' });
  const view = renderConnect(set, <TaxWidget onReady={onReady} />, { account: one!.id });
  await set.tick();
  set.sandbox.fail({ element: 'api_error', only: 'tax-settings' });
  view.rerender({ account: two!.id });
  await set.tick();
  expect([stateOf('tax-settings'), stateOf('tax-registrations')]).toEqual(['error', 'ready']);
  expect(onReady).not.toHaveBeenCalled();
});

it('AccountWidget is ready only when its banner is too', async () => {
  const set = stage();
  const onReady = vi.fn();
  set.sandbox.fail({ element: 'api_error', only: 'notification-banner' });
  renderConnect(set, <AccountWidget onReady={onReady} />);
  await set.tick();
  expect([stateOf('notification-banner'), stateOf('account-management')]).toEqual(['error', 'ready']);
  expect(onReady).not.toHaveBeenCalled();
});

it('AccountWidget passes `collectionOptions` to its banner and its settings', async () => {
  const set = stage();
  renderConnect(set, <AccountWidget collectionOptions={{ fields: 'eventually_due' }} />);
  await set.tick();
  const asked = set.sandbox.log.flatMap((entry) =>
    entry.type === 'setter' && entry.name === 'setCollectionOptions' ? entry.tag : [],
  );
  expect(asked).toEqual(['notification-banner', 'account-management']);
});

it('AccountWidget does not wait for a banner that its session lacks', async () => {
  const set = stage();
  const onReady = vi.fn();
  renderConnect(set, <AccountWidget onReady={onReady} />, {
    endpoint: async (request) => ({
      ...(await set.sandbox.endpoint(request)),
      components: { account_management: { enabled: true }, notification_banner: { enabled: false } },
    }),
  });
  await set.tick();
  await set.tick();
  expect(stateOf('notification-banner')).toBe('error');
  expect(onReady).toHaveBeenCalledTimes(1);
});

it('AccountWidget shows errorFallback in place of the banner too', async () => {
  const set = stage({ latency: { element: 10 } });
  renderConnect(set, <AccountWidget loadTimeout={5} errorFallback={<p>Mine</p>} />);
  await set.tick();
  await set.tick(5);
  expect(screen.getAllByText('Mine')).toHaveLength(2);
  expect(screen.queryByRole('alert')).toBeNull();
});
