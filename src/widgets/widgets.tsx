'use client';

import { useRef } from 'react';
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
import type { OwnProps } from '../connect/connectProps.js';
import { createWidget } from './createWidget.js';

/*
 * The widgets that are one or two of Stripe's components in a frame.
 */

/**
 * The payments, in a frame.
 *
 * @example
 * <PaymentsWidget title="Sales" />
 */
export const PaymentsWidget = /* @__PURE__ */ createWidget('PaymentsWidget', 'payments', ConnectPayments);

/**
 * The balance and the payouts made from it, in a frame.
 *
 * @example
 * <PayoutsWidget />
 */
export const PayoutsWidget = /* @__PURE__ */ createWidget('PayoutsWidget', 'payouts', ConnectPayouts);

/**
 * The balance, in a frame.
 *
 * @example
 * <BalancesWidget />
 */
export const BalancesWidget = /* @__PURE__ */ createWidget('BalancesWidget', 'balances', ConnectBalances);

/**
 * Documents to download, in a frame.
 *
 * @example
 * <DocumentsWidget />
 */
export const DocumentsWidget = /* @__PURE__ */ createWidget('DocumentsWidget', 'documents', ConnectDocuments);

/**
 * The disputes, in a frame.
 *
 * @example
 * <DisputesWidget />
 */
export const DisputesWidget = /* @__PURE__ */ createWidget('DisputesWidget', 'disputes', ConnectDisputesList);

/**
 * What Stripe wants of the business, where it wants anything, above the account's own settings.
 *
 * @example
 * <AccountWidget headingLevel={3} />
 */
export const AccountWidget = /* @__PURE__ */ createWidget('AccountWidget', 'account', Account);

/**
 * Tax settings, and below them where the business is registered to collect tax.
 *
 * @example
 * <TaxWidget />
 */
export const TaxWidget = /* @__PURE__ */ createWidget('TaxWidget', 'tax', Tax);

/**
 * The report of the balance, and below it that of the payouts.
 *
 * @example
 * <ReportsWidget />
 */
export const ReportsWidget = /* @__PURE__ */ createWidget('ReportsWidget', 'reports', Reports);

function Account({ onReady, ...props }: OwnProps) {
  return (
    <>
      <ConnectNotificationBanner hideWhenEmpty onError={props.onError} />
      <ConnectAccountManagement {...props} onReady={onReady} />
    </>
  );
}

function Tax({ onReady, ...props }: OwnProps) {
  const [one, two] = useAllReady(2, onReady);
  return (
    <>
      <ConnectTaxSettings {...props} onReady={one} />
      <ConnectTaxRegistrations {...props} onReady={two} />
    </>
  );
}

function Reports({ onReady, ...props }: OwnProps) {
  const [one, two] = useAllReady(2, onReady);
  return (
    <>
      <ConnectBalanceReport {...props} onReady={one} />
      <ConnectPayoutReconciliationReport {...props} onReady={two} />
    </>
  );
}

/** A handler for each: the last of them to be ready calls, and again when all are ready anew. */
function useAllReady(count: number, onReady: (() => void) | undefined): Array<() => void> {
  const seen = useRef(new Set<number>());
  return Array.from({ length: count }, (_, at) => () => {
    seen.current.add(at);
    if (seen.current.size < count) return;
    seen.current.clear();
    onReady?.();
  });
}
