'use client';

import type { FunctionComponent } from 'react';
import type { ConnectComponentProps } from './connect/connectProps.js';
import { createConnectComponent } from './connect/createConnectComponent.js';
import { withEmptyState, type EmptyProps } from './connect/withEmptyState.js';

/*
 * Stripe's components in preview. Their types follow the installed `@stripe/connect-js`; with one
 * that does not know them, any prop is taken and brought to Stripe as it is.
 */

/**
 * Which ways to pay the business offers at its checkout.
 *
 * @example
 * <ConnectPaymentMethodSettings paymentMethodConfiguration="pmc_…" />
 */
export const ConnectPaymentMethodSettings = /* @__PURE__ */ createConnectComponent(
  'payment-method-settings',
  'form',
);

/**
 * Has the balance paid out at once.
 *
 * @example
 * <ConnectInstantPayouts />
 */
export const ConnectInstantPayouts = /* @__PURE__ */ createConnectComponent('instant-payouts', 'summary');

/**
 * Whom the business pays.
 *
 * @example
 * <ConnectRecipients />
 */
export const ConnectRecipients = /* @__PURE__ */ createConnectComponent('recipients');

/**
 * The business's financings with Stripe Capital: what was lent, and what is paid back.
 *
 * @example
 * <ConnectCapitalFinancing onFinancingsLoaded={whenLoaded} />
 */
export const ConnectCapitalFinancing = /* @__PURE__ */ createConnectComponent('capital-financing', 'summary');

/**
 * The application for a financing, without the words that promote it.
 *
 * @example
 * <ConnectCapitalFinancingApplication onApplicationSubmitted={() => navigate('/capital')} />
 */
export const ConnectCapitalFinancingApplication = /* @__PURE__ */ createConnectComponent(
  'capital-financing-application',
  'form',
);

/**
 * Tells the business of the financing it is offered, and lets it apply. `hideWhenEmpty` takes no room where there is no
 * offer.
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
 * Stripe Capital in short.
 *
 * @example
 * <ConnectCapitalOverview />
 */
export const ConnectCapitalOverview = /* @__PURE__ */ createConnectComponent('capital-overview', 'summary');

/**
 * Picks the tax code of a product.
 *
 * @example
 * <ConnectProductTaxCodeSelector onTaxCodeSelect={setTaxCode} />
 */
export const ConnectProductTaxCodeSelector = /* @__PURE__ */ createConnectComponent(
  'product-tax-code-selector',
  'form',
);

/**
 * Exports the transactions with their tax.
 *
 * @example
 * <ConnectExportTaxTransactions />
 */
export const ConnectExportTaxTransactions = /* @__PURE__ */ createConnectComponent(
  'export-tax-transactions',
  'form',
);

/**
 * How near the sales in each place are to where a business must register for tax.
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
 * A view of an app that is installed. Without the app it draws nothing.
 *
 * @example
 * <ConnectAppViewport app="com.example.app" appData={{ userId }} />
 */
export const ConnectAppViewport = /* @__PURE__ */ createConnectComponent('app-viewport', 'detail');

/**
 * A chart such as the Stripe Dashboard's: of gross or net volume.
 *
 * @example
 * <ConnectReportingChart reportName="net_volume" intervalType="day" intervalStart={start} intervalEnd={end} />
 */
export const ConnectReportingChart = /* @__PURE__ */ createConnectComponent('reporting-chart', 'chart');

/**
 * Takes in a paper cheque.
 *
 * @example
 * <ConnectCheckScanning handleCheckScanSubmitted={whenScanned} />
 */
export const ConnectCheckScanning = /* @__PURE__ */ createConnectComponent('check-scanning', 'form');

/**
 * How the business sells through agents.
 *
 * @example
 * <ConnectAgenticCommerceSettings onAgreementUpdated={reload} />
 */
export const ConnectAgenticCommerceSettings = /* @__PURE__ */ createConnectComponent(
  'agentic-commerce-settings',
  'form',
);

/**
 * The card readers that were ordered.
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
 * What the card networks' costs came to, where they are passed on, as a report.
 *
 * @example
 * <ConnectNetworkCostPassthroughReport />
 */
export const ConnectNetworkCostPassthroughReport = /* @__PURE__ */ createConnectComponent(
  'network-cost-passthrough-report',
  'chart',
);

/**
 * Whom the business pays, as a list.
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
 * What came into the financial accounts and what left them.
 *
 * @example
 * <ConnectFinancialAccountsTransactions />
 */
export const ConnectFinancialAccountsTransactions = /* @__PURE__ */ createConnectComponent(
  'financial-accounts-transactions',
);

/**
 * Bills of the business.
 *
 * @example
 * <ConnectBills />
 */
export const ConnectBills = /* @__PURE__ */ createConnectComponent('bills');

function isWithoutOffer(loaded: unknown): boolean {
  return (loaded as { productType?: string } | undefined)?.productType === 'none';
}
