import type { Meta, StoryObj } from '@storybook/react-vite';
import type { ComponentType } from 'react';
import * as components from 'stripe-embedded';
import { expect, waitFor } from 'storybook/test';
import { StoryProvider } from '../sandbox.js';

export default { title: 'Connect/Components' } satisfies Meta;

/** A component as an app would render it. The test waits until Stripe has drawn it. */
const story = (
  name: keyof typeof components,
  tag: string,
  props: object = {},
  account?: string,
): StoryObj => ({
  render: () => {
    const Component = components[name] as ComponentType<object>;
    return (
      <StoryProvider account={account}>
        <Component {...props} />
      </StoryProvider>
    );
  },
  play: async ({ canvasElement }) => {
    const panel = canvasElement.querySelector(`[data-stripe-embedded="${tag}"]`);
    await waitFor(() => expect(panel).toHaveAttribute('data-state', 'ready'));
  },
});

export const AccountOnboarding = story('ConnectAccountOnboarding', 'account-onboarding', {
  onExit: () => {},
});
export const DisputesList = story('ConnectDisputesList', 'disputes-list');
export const Payments = story('ConnectPayments', 'payments');
export const PaymentDetails = story('ConnectPaymentDetails', 'payment-details', {
  payment: 'pi_1',
  onClose: () => {},
});
export const PaymentDisputes = story('ConnectPaymentDisputes', 'payment-disputes', { payment: 'pi_1' });
export const Payouts = story('ConnectPayouts', 'payouts');
export const PayoutsList = story('ConnectPayoutsList', 'payouts-list');
export const PayoutDetails = story('ConnectPayoutDetails', 'payout-details', {
  payout: 'po_1',
  onClose: () => {},
});
export const Balances = story('ConnectBalances', 'balances');
export const AccountManagement = story('ConnectAccountManagement', 'account-management');
export const NotificationBanner = story(
  'ConnectNotificationBanner',
  'notification-banner',
  {},
  // An account with incomplete onboarding: for the others, the banner is empty.
  'acct_1SandboxNewStudio',
);
export const InstantPayoutsPromotion = story('ConnectInstantPayoutsPromotion', 'instant-payouts-promotion');
export const IssuingCard = story('ConnectIssuingCard', 'issuing-card');
export const IssuingCardsList = story('ConnectIssuingCardsList', 'issuing-cards-list');
export const FinancialAccount = story('ConnectFinancialAccount', 'financial-account', {
  financialAccount: 'fa_1',
});
export const FinancialAccountTransactions = story(
  'ConnectFinancialAccountTransactions',
  'financial-account-transactions',
  { financialAccount: 'fa_1' },
);
export const Documents = story('ConnectDocuments', 'documents');
export const TaxRegistrations = story('ConnectTaxRegistrations', 'tax-registrations');
export const TaxSettings = story('ConnectTaxSettings', 'tax-settings');
export const BalanceReport = story('ConnectBalanceReport', 'balance-report');
export const PayoutReconciliationReport = story(
  'ConnectPayoutReconciliationReport',
  'payout-reconciliation-report',
);
