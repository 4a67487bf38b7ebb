import type { Meta, StoryObj } from '@storybook/react-vite';
import type { ComponentType } from 'react';
import * as components from 'stripe-embedded/preview';
import { expect, waitFor } from 'storybook/test';
import { StoryProvider } from '../sandbox.js';

export default { title: 'Connect/Preview components' } satisfies Meta;

/** A component as an app would render it. The test waits until Stripe has drawn it. */
const story = (name: keyof typeof components, tag: string, props: object = {}): StoryObj => ({
  render: () => {
    const Component = components[name] as ComponentType<object>;
    return (
      <StoryProvider>
        <Component {...props} />
      </StoryProvider>
    );
  },
  play: async ({ canvasElement }) => {
    const panel = canvasElement.querySelector(`[data-stripe-embedded="${tag}"]`);
    await waitFor(() => expect(panel).toHaveAttribute('data-state', 'ready'));
  },
});

export const PaymentMethodSettings = story('ConnectPaymentMethodSettings', 'payment-method-settings');
export const InstantPayouts = story('ConnectInstantPayouts', 'instant-payouts');
export const Recipients = story('ConnectRecipients', 'recipients');
export const CapitalFinancing = story('ConnectCapitalFinancing', 'capital-financing');
export const CapitalFinancingApplication = story(
  'ConnectCapitalFinancingApplication',
  'capital-financing-application',
);
export const CapitalFinancingPromotion = story(
  'ConnectCapitalFinancingPromotion',
  'capital-financing-promotion',
);
export const CapitalOverview = story('ConnectCapitalOverview', 'capital-overview');
export const ProductTaxCodeSelector = story('ConnectProductTaxCodeSelector', 'product-tax-code-selector');
export const ExportTaxTransactions = story('ConnectExportTaxTransactions', 'export-tax-transactions');
export const TaxThresholdMonitoring = story('ConnectTaxThresholdMonitoring', 'tax-threshold-monitoring');
export const AppInstall = story('ConnectAppInstall', 'app-install');
export const AppViewport = story('ConnectAppViewport', 'app-viewport');
export const ReportingChart = story('ConnectReportingChart', 'reporting-chart');
export const CheckScanning = story('ConnectCheckScanning', 'check-scanning');
export const AgenticCommerceSettings = story('ConnectAgenticCommerceSettings', 'agentic-commerce-settings');
export const TerminalHardwareOrders = story('ConnectTerminalHardwareOrders', 'terminal-hardware-orders');
export const TerminalHardwareShop = story('ConnectTerminalHardwareShop', 'terminal-hardware-shop');
export const NetworkCostPassthroughReport = story(
  'ConnectNetworkCostPassthroughReport',
  'network-cost-passthrough-report',
);
export const RecipientsList = story('ConnectRecipientsList', 'recipients-list');
export const FinancialAccounts = story('ConnectFinancialAccounts', 'financial-accounts');
export const FinancialAccountsTransactions = story(
  'ConnectFinancialAccountsTransactions',
  'financial-accounts-transactions',
);
export const Bills = story('ConnectBills', 'bills');
