'use client';

import type { FunctionComponent } from 'react';
import type { ConnectComponentProps } from './connect/connectProps.js';
import { createConnectComponent } from './connect/createConnectComponent.js';
import { withEmptyState, type EmptyProps } from './connect/withEmptyState.js';

/*
 * Stripe's components in preview. Their types follow the installed `@stripe/connect-js`. If that version does not know a
 * component, any prop is accepted and passed to Stripe unchanged.
 */

/**
 * Chooses the payment methods that the business offers at its checkout.
 *
 * @example
 * <ConnectPaymentMethodSettings paymentMethodConfiguration="pmc_…" />
 */
export const ConnectPaymentMethodSettings = /* @__PURE__ */ createConnectComponent(
  'payment-method-settings',
  'form',
);

/**
 * Pays out the balance instantly.
 *
 * @example
 * <ConnectInstantPayouts />
 */
export const ConnectInstantPayouts = /* @__PURE__ */ createConnectComponent('instant-payouts', 'summary');

/**
 * The recipients that the business pays.
 *
 * @example
 * <ConnectRecipients />
 */
export const ConnectRecipients = /* @__PURE__ */ createConnectComponent('recipients');

/**
 * The business's financing with Stripe Capital: what it has borrowed and what it pays back.
 *
 * @example
 * <ConnectCapitalFinancing onFinancingsLoaded={whenLoaded} />
 */
export const ConnectCapitalFinancing = /* @__PURE__ */ createConnectComponent('capital-financing', 'summary');

/**
 * The application for financing, without the promotional text.
 *
 * @example
 * <ConnectCapitalFinancingApplication onApplicationSubmitted={() => navigate('/capital')} />
 */
export const ConnectCapitalFinancingApplication = /* @__PURE__ */ createConnectComponent(
  'capital-financing-application',
  'form',
);

/**
 * Shows the business its financing offer and lets it apply. With `hideWhenEmpty`, the component takes no space while there
 * is no offer.
 *
 * @example
 * <ConnectCapitalFinancingPromotion hideWhenEmpty layout="banner" />
 */
export const ConnectCapitalFinancingPromotion: FunctionComponent<
  ConnectComponentProps<'capital-financing-promotion'> & EmptyProps
> = /* @__PURE__ */ withEmptyState(
  /* @__PURE__ */ createConnectComponent('capital-financing-promotion', 'banner'),
  'onEligibleFinancingOfferLoaded',
  isWithoutOffer,
);

/**
 * An overview of Stripe Capital.
 *
 * @example
 * <ConnectCapitalOverview />
 */
export const ConnectCapitalOverview = /* @__PURE__ */ createConnectComponent('capital-overview', 'summary');

/**
 * Selects the tax code of a product.
 *
 * @example
 * <ConnectProductTaxCodeSelector onTaxCodeSelect={setTaxCode} />
 */
export const ConnectProductTaxCodeSelector = /* @__PURE__ */ createConnectComponent(
  'product-tax-code-selector',
  'form',
);

/**
 * Exports transactions with their tax.
 *
 * @example
 * <ConnectExportTaxTransactions />
 */
export const ConnectExportTaxTransactions = /* @__PURE__ */ createConnectComponent(
  'export-tax-transactions',
  'form',
);

/**
 * Shows how close the sales in each location are to the threshold for tax registration.
 *
 * @example
 * <ConnectTaxThresholdMonitoring displayCountries={['US']} />
 */
export const ConnectTaxThresholdMonitoring = /* @__PURE__ */ createConnectComponent(
  'tax-threshold-monitoring',
  'table',
);

/**
 * Installs a Stripe app for the account.
 *
 * @example
 * <ConnectAppInstall app="com.example.app" />
 */
export const ConnectAppInstall = /* @__PURE__ */ createConnectComponent('app-install', 'banner');

/**
 * A view of an installed Stripe app. Draws nothing if the app is not installed.
 *
 * @example
 * <ConnectAppViewport app="com.example.app" appData={{ userId }} />
 */
export const ConnectAppViewport = /* @__PURE__ */ createConnectComponent('app-viewport', 'detail');

/**
 * A chart of gross or net volume, as in the Stripe Dashboard.
 *
 * @example
 * <ConnectReportingChart reportName="net_volume" intervalType="day" intervalStart={start} intervalEnd={end} />
 */
export const ConnectReportingChart = /* @__PURE__ */ createConnectComponent('reporting-chart', 'chart');

/**
 * Scans a paper cheque.
 *
 * @example
 * <ConnectCheckScanning handleCheckScanSubmitted={whenScanned} />
 */
export const ConnectCheckScanning = /* @__PURE__ */ createConnectComponent('check-scanning', 'form');

/**
 * Settings for selling through AI agents.
 *
 * @example
 * <ConnectAgenticCommerceSettings onAgreementUpdated={reload} />
 */
export const ConnectAgenticCommerceSettings = /* @__PURE__ */ createConnectComponent(
  'agentic-commerce-settings',
  'form',
);

/**
 * The orders of card readers.
 *
 * @example
 * <ConnectTerminalHardwareOrders />
 */
export const ConnectTerminalHardwareOrders =
  /* @__PURE__ */ createConnectComponent('terminal-hardware-orders');

/**
 * Orders card readers.
 *
 * @example
 * <ConnectTerminalHardwareShop onCheckoutFinished={showOrders} />
 */
export const ConnectTerminalHardwareShop = /* @__PURE__ */ createConnectComponent('terminal-hardware-shop');

/**
 * A report of the card network costs that are passed on.
 *
 * @example
 * <ConnectNetworkCostPassthroughReport />
 */
export const ConnectNetworkCostPassthroughReport = /* @__PURE__ */ createConnectComponent(
  'network-cost-passthrough-report',
  'chart',
);

/**
 * A list of the recipients that the business pays.
 *
 * @example
 * <ConnectRecipientsList />
 */
export const ConnectRecipientsList = /* @__PURE__ */ createConnectComponent('recipients-list');

/**
 * The account's financial accounts and their balances.
 *
 * @example
 * <ConnectFinancialAccounts />
 */
export const ConnectFinancialAccounts = /* @__PURE__ */ createConnectComponent('financial-accounts');

/**
 * The incoming and outgoing transactions of the financial accounts.
 *
 * @example
 * <ConnectFinancialAccountsTransactions />
 */
export const ConnectFinancialAccountsTransactions = /* @__PURE__ */ createConnectComponent(
  'financial-accounts-transactions',
);

/**
 * The bills of the business.
 *
 * @example
 * <ConnectBills />
 */
export const ConnectBills = /* @__PURE__ */ createConnectComponent('bills');

function isWithoutOffer(loaded: unknown): boolean {
  return (loaded as { productType?: string } | undefined)?.productType === 'none';
}
