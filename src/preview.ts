'use client';

import { createConnectComponent } from './connect/createConnectComponent.js';
import { withEmptyState } from './connect/withEmptyState.js';

/*
 * Stripe's components in preview: a line each. Their types follow the installed `@stripe/connect-js`; with one
 * that does not know them, any prop is taken and brought to Stripe as it is.
 */
export const ConnectPaymentMethodSettings = /* @__PURE__ */ createConnectComponent(
  'payment-method-settings',
  'form',
);
export const ConnectInstantPayouts = /* @__PURE__ */ createConnectComponent('instant-payouts', 'summary');
export const ConnectRecipients = /* @__PURE__ */ createConnectComponent('recipients');
export const ConnectCapitalFinancing = /* @__PURE__ */ createConnectComponent('capital-financing', 'summary');
export const ConnectCapitalFinancingApplication = /* @__PURE__ */ createConnectComponent(
  'capital-financing-application',
  'form',
);
export const ConnectCapitalFinancingPromotion = /* @__PURE__ */ withEmptyState(
  /* @__PURE__ */ createConnectComponent('capital-financing-promotion', 'banner'),
  'onEligibleFinancingOfferLoaded',
  isWithoutOffer,
);
export const ConnectCapitalOverview = /* @__PURE__ */ createConnectComponent('capital-overview', 'summary');
export const ConnectProductTaxCodeSelector = /* @__PURE__ */ createConnectComponent(
  'product-tax-code-selector',
  'form',
);
export const ConnectExportTaxTransactions = /* @__PURE__ */ createConnectComponent(
  'export-tax-transactions',
  'form',
);
export const ConnectTaxThresholdMonitoring = /* @__PURE__ */ createConnectComponent(
  'tax-threshold-monitoring',
  'table',
);
export const ConnectAppInstall = /* @__PURE__ */ createConnectComponent('app-install', 'banner');
export const ConnectAppViewport = /* @__PURE__ */ createConnectComponent('app-viewport', 'detail');
export const ConnectReportingChart = /* @__PURE__ */ createConnectComponent('reporting-chart', 'chart');
export const ConnectCheckScanning = /* @__PURE__ */ createConnectComponent('check-scanning', 'form');
export const ConnectAgenticCommerceSettings = /* @__PURE__ */ createConnectComponent(
  'agentic-commerce-settings',
  'form',
);
export const ConnectTerminalHardwareOrders =
  /* @__PURE__ */ createConnectComponent('terminal-hardware-orders');
export const ConnectTerminalHardwareShop = /* @__PURE__ */ createConnectComponent('terminal-hardware-shop');
export const ConnectNetworkCostPassthroughReport = /* @__PURE__ */ createConnectComponent(
  'network-cost-passthrough-report',
  'chart',
);
export const ConnectRecipientsList = /* @__PURE__ */ createConnectComponent('recipients-list');
export const ConnectFinancialAccounts = /* @__PURE__ */ createConnectComponent('financial-accounts');
export const ConnectFinancialAccountsTransactions = /* @__PURE__ */ createConnectComponent(
  'financial-accounts-transactions',
);
export const ConnectBills = /* @__PURE__ */ createConnectComponent('bills');

function isWithoutOffer(loaded: unknown): boolean {
  return (loaded as { productType?: string } | undefined)?.productType === 'none';
}
