'use client';

import type { FunctionComponent } from 'react';
import type { ConnectComponentProps } from './connectProps.js';
import { createConnectComponent } from './createConnectComponent.js';
import { withEmptyState, type EmptyProps } from './withEmptyState.js';
import { withStatusCheck } from './withStatusCheck.js';

/*
 * Stripe's generally available components. The name and the props are those of
 * `@stripe/react-connect-js`, with loading, errors and Retry taken care of.
 */

/**
 * What Stripe must know of a business before it can take payments and be paid out, asked for step by step. Leaving
 * is not finishing: `checkStatus` asks your server.
 *
 * @example
 * <ConnectAccountOnboarding checkStatus={isOnboarded} onComplete={() => navigate('/')} />
 */
export const ConnectAccountOnboarding = /* @__PURE__ */ withStatusCheck(
  /* @__PURE__ */ createConnectComponent('account-onboarding', 'form'),
);

/**
 * All disputes of the account, to be answered or accepted.
 *
 * @example
 * <ConnectDisputesList />
 */
export const ConnectDisputesList = /* @__PURE__ */ createConnectComponent('disputes-list');

/**
 * The account's payments, in a list with filters, each with its details.
 *
 * @example
 * <ConnectPayments defaultFilters={{ status: ['successful', 'refunded'] }} />
 */
export const ConnectPayments = /* @__PURE__ */ createConnectComponent('payments');

/**
 * One payment with all its details, over the page: for a list of your own.
 *
 * @example
 * <ConnectPaymentDetails payment="pi_…" onClose={() => setOpen(false)} />
 */
export const ConnectPaymentDetails = /* @__PURE__ */ createConnectComponent('payment-details', 'overlay');

/**
 * The disputes of one payment: for a page of your own about it.
 *
 * @example
 * <ConnectPaymentDisputes payment="pi_…" onDisputesLoaded={({ total }) => setDisputed(total > 0)} />
 */
export const ConnectPaymentDisputes = /* @__PURE__ */ createConnectComponent('payment-disputes', 'detail');

/**
 * The balance and the payouts made from it, in one.
 *
 * @example
 * <ConnectPayouts />
 */
export const ConnectPayouts = /* @__PURE__ */ createConnectComponent('payouts', 'overview');

/**
 * The payouts alone, without the balance.
 *
 * @example
 * <ConnectPayoutsList />
 */
export const ConnectPayoutsList = /* @__PURE__ */ createConnectComponent('payouts-list');

/**
 * One payout and what is in it, over the page: for a list of your own.
 *
 * @example
 * <ConnectPayoutDetails payout="po_…" onClose={() => setOpen(false)} />
 */
export const ConnectPayoutDetails = /* @__PURE__ */ createConnectComponent('payout-details', 'overlay');

/**
 * The balance alone, and the way to have it paid out.
 *
 * @example
 * <ConnectBalances />
 */
export const ConnectBalances = /* @__PURE__ */ createConnectComponent('balances', 'summary');

/**
 * What the business has told Stripe of itself, and where it is paid out to, to be changed.
 *
 * @example
 * <ConnectAccountManagement collectionOptions={{ fields: 'eventually_due' }} />
 */
export const ConnectAccountManagement = /* @__PURE__ */ createConnectComponent('account-management', 'form');

/**
 * What Stripe wants of the business now, with the way to give it. Mostly there is nothing: `hideWhenEmpty` then takes
 * no room.
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
 * An offer to have the balance paid out at once, where the account may. Where not, `hideWhenEmpty` takes no room.
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
 * One issued card: its state, its limits, and its number for whoever may see it.
 *
 * @example
 * <ConnectIssuingCard defaultCard="ic_…" showSpendControls fetchEphemeralKey={fetchEphemeralKey} />
 */
export const ConnectIssuingCard = /* @__PURE__ */ createConnectComponent('issuing-card', 'detail');

/**
 * All cards issued for the account.
 *
 * @example
 * <ConnectIssuingCardsList showSpendControls fetchEphemeralKey={fetchEphemeralKey} />
 */
export const ConnectIssuingCardsList = /* @__PURE__ */ createConnectComponent('issuing-cards-list');

/**
 * One financial account and its balance.
 *
 * @example
 * <ConnectFinancialAccount financialAccount="fa_…" />
 */
export const ConnectFinancialAccount = /* @__PURE__ */ createConnectComponent('financial-account', 'summary');

/**
 * What came into one financial account and what left it.
 *
 * @example
 * <ConnectFinancialAccountTransactions financialAccount="fa_…" />
 */
export const ConnectFinancialAccountTransactions = /* @__PURE__ */ createConnectComponent(
  'financial-account-transactions',
);

/**
 * Documents that Stripe has for the account, such as invoices, to be downloaded.
 *
 * @example
 * <ConnectDocuments />
 */
export const ConnectDocuments = /* @__PURE__ */ createConnectComponent('documents');

/**
 * Where the business is registered to collect tax, to be added to and ended.
 *
 * @example
 * <ConnectTaxRegistrations displayCountries={['US', 'CA']} />
 */
export const ConnectTaxRegistrations = /* @__PURE__ */ createConnectComponent('tax-registrations');

/**
 * The head office and the usual tax code, from which Stripe reckons tax.
 *
 * @example
 * <ConnectTaxSettings onTaxSettingsUpdated={() => setReady(true)} />
 */
export const ConnectTaxSettings = /* @__PURE__ */ createConnectComponent('tax-settings', 'form');

/**
 * How the balance changed over a time, as a report.
 *
 * @example
 * <ConnectBalanceReport />
 */
export const ConnectBalanceReport = /* @__PURE__ */ createConnectComponent('balance-report', 'chart');

/**
 * Which payments each payout was made of, as a report.
 *
 * @example
 * <ConnectPayoutReconciliationReport />
 */
export const ConnectPayoutReconciliationReport = /* @__PURE__ */ createConnectComponent(
  'payout-reconciliation-report',
  'chart',
);
