'use client';

import {
  ConnectAccountManagement,
  ConnectBalanceReport,
  ConnectBalances,
  ConnectDisputesList,
  ConnectDocuments,
  ConnectNotificationBanner,
  ConnectPayments,
  ConnectPayoutReconciliationReport,
  ConnectPayouts,
  ConnectTaxRegistrations,
  ConnectTaxSettings,
} from '../connect/components.js';
import { createWidget } from './createWidget.js';

/*
 * The widgets that are one or two of Stripe's components in a frame: a line each.
 */
export const PaymentsWidget = /* @__PURE__ */ createWidget('PaymentsWidget', 'payments', ConnectPayments);
export const PayoutsWidget = /* @__PURE__ */ createWidget('PayoutsWidget', 'payouts', ConnectPayouts);
export const BalancesWidget = /* @__PURE__ */ createWidget('BalancesWidget', 'balances', ConnectBalances);
export const DocumentsWidget = /* @__PURE__ */ createWidget('DocumentsWidget', 'documents', ConnectDocuments);
export const DisputesWidget = /* @__PURE__ */ createWidget('DisputesWidget', 'disputes', ConnectDisputesList);

/** What Stripe wants of the business, where it wants anything, above the account's own settings. */
export const AccountWidget = /* @__PURE__ */ createWidget('AccountWidget', 'account', Account);
export const TaxWidget = /* @__PURE__ */ createWidget('TaxWidget', 'tax', Tax);
export const ReportsWidget = /* @__PURE__ */ createWidget('ReportsWidget', 'reports', Reports);

function Account() {
  return (
    <>
      <ConnectNotificationBanner hideWhenEmpty />
      <ConnectAccountManagement />
    </>
  );
}

function Tax() {
  return (
    <>
      <ConnectTaxSettings />
      <ConnectTaxRegistrations />
    </>
  );
}

function Reports() {
  return (
    <>
      <ConnectBalanceReport />
      <ConnectPayoutReconciliationReport />
    </>
  );
}
