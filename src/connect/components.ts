'use client';

import type { FunctionComponent } from 'react';
import type { ConnectComponentProps } from './connectProps.js';
import { createConnectComponent } from './createConnectComponent.js';
import { withEmptyState, type EmptyProps } from './withEmptyState.js';
import { withStatusCheck } from './withStatusCheck.js';

/*
 * Stripe's generally available components. Names and props match `@stripe/react-connect-js`; loading, errors and
 * Retry are handled here.
 */

/**
 * Collects, step by step, what Stripe needs to know about a business before it can take payments and receive payouts.
 * Leaving the form does not mean that onboarding is complete: use `checkStatus` to ask your server.
 *
 * @example
 * <ConnectAccountOnboarding checkStatus={isOnboarded} onComplete={() => navigate('/')} />
 */
export const ConnectAccountOnboarding = /* @__PURE__ */ withStatusCheck(
  /* @__PURE__ */ createConnectComponent('account-onboarding', 'form'),
);

/**
 * Lists all disputes of the account, to respond to or accept.
 *
 * @example
 * <ConnectDisputesList />
 */
export const ConnectDisputesList = /* @__PURE__ */ createConnectComponent('disputes-list');

/**
 * Lists the account's payments, with filters and the details of each payment.
 *
 * @example
 * <ConnectPayments defaultFilters={{ status: ['successful', 'refunded'] }} />
 */
export const ConnectPayments = /* @__PURE__ */ createConnectComponent('payments');

/**
 * Shows the details of one payment in an overlay, for a payments list of your own.
 *
 * @example
 * <ConnectPaymentDetails payment="pi_…" onClose={() => setOpen(false)} />
 */
export const ConnectPaymentDetails = /* @__PURE__ */ createConnectComponent('payment-details', 'overlay');

/**
 * Shows the disputes of one payment, for a payment page of your own.
 *
 * @example
 * <ConnectPaymentDisputes payment="pi_…" onDisputesLoaded={({ total }) => setDisputed(total > 0)} />
 */
export const ConnectPaymentDisputes = /* @__PURE__ */ createConnectComponent('payment-disputes', 'detail');

/**
 * Shows the balance and the payouts made from it.
 *
 * @example
 * <ConnectPayouts />
 */
export const ConnectPayouts = /* @__PURE__ */ createConnectComponent('payouts', 'overview');

/**
 * Lists the payouts, without the balance.
 *
 * @example
 * <ConnectPayoutsList />
 */
export const ConnectPayoutsList = /* @__PURE__ */ createConnectComponent('payouts-list');

/**
 * Shows one payout and what it contains in an overlay, for a payouts list of your own.
 *
 * @example
 * <ConnectPayoutDetails payout="po_…" onClose={() => setOpen(false)} />
 */
export const ConnectPayoutDetails = /* @__PURE__ */ createConnectComponent('payout-details', 'overlay');

/**
 * Shows the balance, without the payouts, and lets the user pay it out.
 *
 * @example
 * <ConnectBalances />
 */
export const ConnectBalances = /* @__PURE__ */ createConnectComponent('balances', 'summary');

/**
 * Lets the user change what Stripe knows about the business, and where payouts go.
 *
 * @example
 * <ConnectAccountManagement collectionOptions={{ fields: 'eventually_due' }} />
 */
export const ConnectAccountManagement = /* @__PURE__ */ createConnectComponent('account-management', 'form');

/**
 * Shows what Stripe currently needs from the business, and lets the user provide it. It is usually empty: set
 * `hideWhenEmpty` so that it takes up no space then.
 *
 * @example
 * <ConnectNotificationBanner hideWhenEmpty onNotificationsChange={({ total }) => setBadge(total)} />
 */
export const ConnectNotificationBanner: FunctionComponent<
  ConnectComponentProps<'notification-banner'> & EmptyProps
> = /* @__PURE__ */ withEmptyState(
  /* @__PURE__ */ createConnectComponent('notification-banner', 'banner'),
  'onNotificationsChange',
  ({ total }) => total === 0,
);

/**
 * Offers to pay out the balance instantly, if the account is eligible. If it is not, `hideWhenEmpty` makes the
 * component take up no space.
 *
 * @example
 * <ConnectInstantPayoutsPromotion hideWhenEmpty />
 */
export const ConnectInstantPayoutsPromotion: FunctionComponent<
  ConnectComponentProps<'instant-payouts-promotion'> & EmptyProps
> = /* @__PURE__ */ withEmptyState(
  /* @__PURE__ */ createConnectComponent('instant-payouts-promotion', 'banner'),
  'onInstantPayoutsPromotionLoaded',
  ({ promotionShown }) => !promotionShown,
);

/**
 * Shows one issued card: its status, its limits and, to users who may see it, its number.
 *
 * @example
 * <ConnectIssuingCard defaultCard="ic_…" showSpendControls fetchEphemeralKey={fetchEphemeralKey} />
 */
export const ConnectIssuingCard = /* @__PURE__ */ createConnectComponent('issuing-card', 'detail');

/**
 * Lists all cards issued for the account.
 *
 * @example
 * <ConnectIssuingCardsList showSpendControls fetchEphemeralKey={fetchEphemeralKey} />
 */
export const ConnectIssuingCardsList = /* @__PURE__ */ createConnectComponent('issuing-cards-list');

/**
 * Shows one financial account and its balance.
 *
 * @example
 * <ConnectFinancialAccount financialAccount="fa_…" />
 */
export const ConnectFinancialAccount = /* @__PURE__ */ createConnectComponent('financial-account', 'summary');

/**
 * Lists the money that came into one financial account and the money that left it.
 *
 * @example
 * <ConnectFinancialAccountTransactions financialAccount="fa_…" />
 */
export const ConnectFinancialAccountTransactions = /* @__PURE__ */ createConnectComponent(
  'financial-account-transactions',
);

/**
 * Lists the documents that Stripe has for the account, such as invoices, for download.
 *
 * @example
 * <ConnectDocuments />
 */
export const ConnectDocuments = /* @__PURE__ */ createConnectComponent('documents');

/**
 * Shows where the business is registered to collect tax, and lets the user add or end registrations.
 *
 * @example
 * <ConnectTaxRegistrations displayCountries={['US', 'CA']} />
 */
export const ConnectTaxRegistrations = /* @__PURE__ */ createConnectComponent('tax-registrations');

/**
 * Shows the head office address and the default tax code, from which Stripe calculates tax.
 *
 * @example
 * <ConnectTaxSettings onTaxSettingsUpdated={() => setReady(true)} />
 */
export const ConnectTaxSettings = /* @__PURE__ */ createConnectComponent('tax-settings', 'form');

/**
 * Reports how the balance changed over a period.
 *
 * @example
 * <ConnectBalanceReport />
 */
export const ConnectBalanceReport = /* @__PURE__ */ createConnectComponent('balance-report', 'chart');

/**
 * Reports which payments each payout consists of.
 *
 * @example
 * <ConnectPayoutReconciliationReport />
 */
export const ConnectPayoutReconciliationReport = /* @__PURE__ */ createConnectComponent(
  'payout-reconciliation-report',
  'chart',
);
