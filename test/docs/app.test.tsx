// #region setup
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { ConnectAccountOnboarding, ConnectPayments, ConnectProvider } from 'stripe-embedded';
import { FinancialConnectionsProvider, LinkAccountsButton, type ConnectSessionProps } from 'stripe-embedded';
import { createManualClock, createSandbox, type SandboxOptions } from 'stripe-embedded/sandbox';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';

/** Your app. It takes its endpoint from outside, so that a test can give it another. */
const Shop = ({ children, ...props }: ConnectSessionProps) => (
  <ConnectProvider publishableKey="pk_test_1" {...props}>
    {children}
  </ConnectProvider>
);

/** A Stripe of this test's own, taken out of the page again when it ends. */
function installStripe(options?: SandboxOptions) {
  const stripe = createSandbox(options);
  onTestFinished(stripe.install(window));
  return stripe;
}

const stateOf = (tag: string) =>
  document.querySelector(`[data-stripe-embedded="${tag}"]`)?.getAttribute('data-state');

afterEach(cleanup);
// #endregion

// #region ready
it('shows the payments', async () => {
  const stripe = installStripe();
  render(
    <Shop endpoint={stripe.endpoint}>
      <ConnectPayments />
    </Shop>,
  );
  await waitFor(() => expect(stateOf('payments')).toBe('ready'));
  const [payments] = stripe.element('payments');
  expect(payments!.element.shadowRoot!.textContent).toContain('Rocket Rides');
});
// #endregion

// #region failure
it('shows an error, and Retry loads the component', async () => {
  const stripe = installStripe();
  stripe.fail({ api: 500 });
  render(
    <Shop endpoint={stripe.endpoint}>
      <ConnectPayments />
    </Shop>,
  );
  await userEvent.click(await screen.findByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(stateOf('payments')).toBe('ready'));
});
// #endregion

// #region expiry
it('gets a new session when the old one expires', async () => {
  const stripe = installStripe();
  const mints = () => stripe.log.filter(({ type }) => type === 'mint');
  render(
    <Shop endpoint={stripe.endpoint}>
      <ConnectPayments />
    </Shop>,
  );
  await waitFor(() => expect(stateOf('payments')).toBe('ready'));
  expect(mints()).toHaveLength(1);
  stripe.expire();
  await waitFor(() => expect(mints()).toHaveLength(2));
  expect(stateOf('payments')).toBe('ready');
});
// #endregion

// #region event
it('continues when the user leaves onboarding', async () => {
  const stripe = installStripe();
  const goOn = vi.fn();
  render(
    <Shop endpoint={stripe.endpoint}>
      <ConnectAccountOnboarding onExit={goOn} />
    </Shop>,
  );
  await waitFor(() => expect(stateOf('account-onboarding')).toBe('ready'));
  act(() => stripe.element('account-onboarding')[0]!.emit('exit'));
  expect(goOn).toHaveBeenCalledTimes(1);
});
// #endregion

// #region account
it('shows nothing of the old account after a switch', async () => {
  const stripe = installStripe();
  const [rides, lune] = stripe.accounts;
  const page = (account: string) => (
    <Shop endpoint={stripe.endpoint} account={account}>
      <ConnectPayments />
    </Shop>
  );
  const { rerender } = render(page(rides!.id));
  await waitFor(() => expect(stateOf('payments')).toBe('ready'));
  rerender(page(lune!.id));
  expect(stateOf('payments')).toBe('loading');
  expect(stripe.element('payments')).toHaveLength(0);
  await waitFor(() => expect(stateOf('payments')).toBe('ready'));
  expect(stripe.element('payments')[0]!.element.shadowRoot!.textContent).toContain(lune!.name);
});
// #endregion

// #region clock
it('shows an error when the endpoint does not respond in time', async () => {
  const stripe = installStripe({ clock: createManualClock() });
  const wait = (ms: number) => act(async () => stripe.advance(ms));
  stripe.fail({ api: 'hanging' });
  render(
    <Shop endpoint={stripe.endpoint} clock={stripe.clock}>
      <ConnectPayments />
    </Shop>,
  );
  await wait(0);
  expect(stateOf('payments')).toBe('loading');
  await wait(20_000);
  expect(await screen.findByRole('alert')).toHaveTextContent('endpoint_timeout');
});
// #endregion

// #region bank
it('links a bank account', async () => {
  const stripe = installStripe();
  const save = vi.fn();
  render(
    <FinancialConnectionsProvider publishableKey="pk_test_1" endpoint={stripe.endpoint}>
      <LinkAccountsButton verify onLinked={({ accounts }) => save(accounts)} />
    </FinancialConnectionsProvider>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Link a bank account' }));
  await waitFor(() => expect(stripe.financialConnections.isOpen).toBe(true));
  stripe.financialConnections.link(); // or .cancel(), or .fail({ message: 'The bank is down.' })
  await waitFor(() => expect(save).toHaveBeenCalledTimes(1));
  expect(save.mock.calls[0]![0]).toMatchObject([{ institution_name: 'StripeBank' }]);
});
// #endregion
