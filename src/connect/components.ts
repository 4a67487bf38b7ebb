'use client';

import { createConnectComponent } from './createConnectComponent.js';
import { withEmptyState } from './withEmptyState.js';
import { withStatusCheck } from './withStatusCheck.js';

/*
 * Stripe's generally available components: a line each. The name and the props are those of
 * `@stripe/react-connect-js`, with loading, errors and Retry taken care of.
 */
export const ConnectAccountOnboarding = /* @__PURE__ */ withStatusCheck(
  /* @__PURE__ */ createConnectComponent('account-onboarding', 'form'),
);
export const ConnectDisputesList = /* @__PURE__ */ createConnectComponent('disputes-list');
export const ConnectPayments = /* @__PURE__ */ createConnectComponent('payments');
export const ConnectPaymentDetails = /* @__PURE__ */ createConnectComponent('payment-details', 'detail');
export const ConnectPaymentDisputes = /* @__PURE__ */ createConnectComponent('payment-disputes', 'detail');
export const ConnectPayouts = /* @__PURE__ */ createConnectComponent('payouts', 'summary');
export const ConnectPayoutsList = /* @__PURE__ */ createConnectComponent('payouts-list');
export const ConnectPayoutDetails = /* @__PURE__ */ createConnectComponent('payout-details', 'detail');
export const ConnectBalances = /* @__PURE__ */ createConnectComponent('balances', 'summary');
export const ConnectAccountManagement = /* @__PURE__ */ createConnectComponent('account-management', 'form');
export const ConnectNotificationBanner = /* @__PURE__ */ withEmptyState(
  /* @__PURE__ */ createConnectComponent('notification-banner', 'banner'),
  'onNotificationsChange',
  ({ total }) => total === 0,
);
export const ConnectInstantPayoutsPromotion = /* @__PURE__ */ withEmptyState(
  /* @__PURE__ */ createConnectComponent('instant-payouts-promotion', 'banner'),
  'onInstantPayoutsPromotionLoaded',
  ({ promotionShown }) => !promotionShown,
);
export const ConnectIssuingCard = /* @__PURE__ */ createConnectComponent('issuing-card', 'detail');
export const ConnectIssuingCardsList = /* @__PURE__ */ createConnectComponent('issuing-cards-list');
export const ConnectFinancialAccount = /* @__PURE__ */ createConnectComponent('financial-account', 'summary');
export const ConnectFinancialAccountTransactions = /* @__PURE__ */ createConnectComponent(
  'financial-account-transactions',
);
export const ConnectDocuments = /* @__PURE__ */ createConnectComponent('documents');
export const ConnectTaxRegistrations = /* @__PURE__ */ createConnectComponent('tax-registrations');
export const ConnectTaxSettings = /* @__PURE__ */ createConnectComponent('tax-settings', 'form');
export const ConnectBalanceReport = /* @__PURE__ */ createConnectComponent('balance-report', 'chart');
export const ConnectPayoutReconciliationReport = /* @__PURE__ */ createConnectComponent(
  'payout-reconciliation-report',
  'chart',
);
