'use client';

import { useContext, useRef, type ComponentProps, type ComponentType } from 'react';
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
import { ConnectContext } from '../connect/ConnectContext.js';
import type { OwnProps } from '../connect/connectProps.js';
import type { EmbeddedError } from '../session/errors.js';
import { createWidget } from './createWidget.js';

/*
 * The widgets that consist of one or two of Stripe's components in a frame.
 */

/**
 * Shows the payments in a frame.
 *
 * @example
 * <PaymentsWidget title="Sales" />
 */
export const PaymentsWidget = /* @__PURE__ */ createWidget('PaymentsWidget', 'payments', ConnectPayments);

/**
 * Shows the balance and the payouts made from it in a frame.
 *
 * @example
 * <PayoutsWidget />
 */
export const PayoutsWidget = /* @__PURE__ */ createWidget('PayoutsWidget', 'payouts', ConnectPayouts);

/**
 * Shows the balance in a frame.
 *
 * @example
 * <BalancesWidget />
 */
export const BalancesWidget = /* @__PURE__ */ createWidget('BalancesWidget', 'balances', ConnectBalances);

/**
 * Shows documents to download in a frame.
 *
 * @example
 * <DocumentsWidget />
 */
export const DocumentsWidget = /* @__PURE__ */ createWidget('DocumentsWidget', 'documents', ConnectDocuments);

/**
 * Shows the disputes in a frame.
 *
 * @example
 * <DisputesWidget />
 */
export const DisputesWidget = /* @__PURE__ */ createWidget('DisputesWidget', 'disputes', ConnectDisputesList);

/**
 * Shows the account's settings, and above them what Stripe currently needs from the business, if anything.
 *
 * @example
 * <AccountWidget headingLevel={3} />
 */
export const AccountWidget = /* @__PURE__ */ createWidget('AccountWidget', 'account', Account);

/**
 * Shows the tax settings, and below them where the business is registered to collect tax.
 *
 * @example
 * <TaxWidget />
 */
export const TaxWidget = /* @__PURE__ */ createWidget(
  'TaxWidget',
  'tax',
  /* @__PURE__ */ pairOf(ConnectTaxSettings, ConnectTaxRegistrations),
);

/**
 * Shows the balance report, and below it the payout reconciliation report.
 *
 * @example
 * <ReportsWidget />
 */
export const ReportsWidget = /* @__PURE__ */ createWidget(
  'ReportsWidget',
  'reports',
  /* @__PURE__ */ pairOf(ConnectBalanceReport, ConnectPayoutReconciliationReport),
);

type AccountProps = OwnProps & Pick<ComponentProps<typeof ConnectAccountManagement>, 'collectionOptions'>;

function Account({ onReady, ...props }: AccountProps) {
  const [one, two] = useBothReady(onReady);
  const onError = useEachOnce(props.onError);
  return (
    <>
      <ConnectNotificationBanner
        hideWhenEmpty
        collectionOptions={props.collectionOptions}
        errorFallback={props.errorFallback}
        loadTimeout={props.loadTimeout}
        onReady={one}
        // Do not wait for a banner that the session does not enable.
        onError={(error) => {
          if (error.code === 'component_not_enabled') one();
          onError?.(error);
        }}
      />
      <ConnectAccountManagement {...props} onReady={two} onError={onError} />
    </>
  );
}

/** Renders one component below the other. The pair is ready when both are. */
function pairOf(One: ComponentType<OwnProps>, Two: ComponentType<OwnProps>) {
  return function Pair({ onReady, id, ...props }: OwnProps) {
    const [one, two] = useBothReady(onReady);
    const onError = useEachOnce(props.onError);
    return (
      <>
        <One {...props} id={id} onReady={one} onError={onError} />
        <Two {...props} onReady={two} onError={onError} />
      </>
    );
  };
}

/**
 * A handler for each of two components: the last one to become ready calls `onReady`, and again when both become
 * ready anew.
 */
function useBothReady(onReady: (() => void) | undefined) {
  const store = useContext(ConnectContext)?.store;
  const first = useRef<{ at: number; of: string }>(undefined);
  const ready = (at: number) => () => {
    // Being ready on another account's session, or on an earlier one, does not count for this one.
    const of = `${store?.id}.${store?.getSnapshot().generation}`;
    const isLast = first.current?.of === of && first.current.at !== at;
    first.current = isLast ? undefined : { at, of };
    if (isLast) onReady?.();
  };
  return [ready(0), ready(1)] as const;
}

/** Each component reports an error of the session; the widget reports it once. */
function useEachOnce(onError: OwnProps['onError']): OwnProps['onError'] {
  const told = useRef(new WeakSet<EmbeddedError>());
  return (error) => {
    if (told.current.has(error)) return;
    told.current.add(error);
    onError?.(error);
  };
}
