import { onboarding } from './onboarding.js';
import type { View, ViewContext } from './viewContext.js';
import { banner, chart, detail, form, stack, summary, table } from './views.js';

export interface Tag {
  /** The setters, apart from the two that every element has. */
  setters: readonly string[];
  view: View;
  /** The event that the page receives when the element is drawn. */
  loaded?: readonly [event: string, detail: (context: ViewContext) => unknown];
}

const needsDetails = ({ account }: ViewContext) => !account.details_submitted;
const notifications = (context: ViewContext) => {
  const total = needsDetails(context) ? 1 : 0;
  return { total, actionRequired: total };
};

const tag = (view: View, setters: readonly string[] = [], loaded?: Tag['loaded']): Tag => ({
  view,
  setters,
  loaded,
});

/** Every tag, generally available ones first, with its view, its setters and its events. */
export const TAGS: Record<string, Tag> = {
  'account-onboarding': tag(onboarding, [
    'setFullTermsOfServiceUrl',
    'setRecipientTermsOfServiceUrl',
    'setPrivacyPolicyUrl',
    'setSkipTermsOfServiceCollection',
    'setCollectionOptions',
    'setOnExit',
    'setOnStepChange',
  ]),
  'disputes-list': tag(table('disputes')),
  payments: tag(table('payments'), ['setDefaultFilters']),
  'payment-details': tag(detail('payments', 'setPayment'), ['setPayment', 'setOnClose']),
  'payment-disputes': tag(
    detail('disputes', 'setPayment'),
    ['setPayment', 'setOnDisputesLoaded'],
    ['disputesLoaded', () => ({ total: 1 })],
  ),
  payouts: tag(stack(summary('balance', ['available', 'inTransit'], 'payOut'), table('payouts'))),
  'payouts-list': tag(table('payouts')),
  'payout-details': tag(detail('payouts', 'setPayout'), ['setPayout', 'setOnClose']),
  balances: tag(summary('balance', ['available', 'pending', 'inTransit'], 'payOut')),
  'account-management': tag(
    form(
      'accountDetails',
      ['business', 'email', 'phone', 'support'],
      ['sectionOpen', { sectionName: 'business' }],
    ),
    ['setCollectionOptions', 'setOnSectionOpen'],
  ),
  'notification-banner': tag(
    banner('actionRequired', 'update', needsDetails),
    ['setCollectionOptions', 'setOnNotificationsChange'],
    ['notificationsChange', notifications],
  ),
  'instant-payouts-promotion': tag(
    banner('instantPayouts', 'payouts'),
    ['setOnInstantPayoutsPromotionLoaded', 'setOnInstantPayoutCreated'],
    ['instantPayoutsPromotionLoaded', () => ({ promotionShown: true })],
  ),
  'issuing-card': tag(detail('cards', 'setDefaultCard'), [
    'setDefaultCard',
    'setCardSwitching',
    'setFetchEphemeralKey',
    'setShowSpendControls',
  ]),
  'issuing-cards-list': tag(table('cards'), [
    'setFetchEphemeralKey',
    'setShowSpendControls',
    'setIssuingProgram',
  ]),
  'financial-account': tag(summary('account', ['available', 'pending'], 'add'), ['setFinancialAccount']),
  'financial-account-transactions': tag(table('transactions'), ['setFinancialAccount']),
  documents: tag(table('documents')),
  'tax-registrations': tag(table('registrations'), [
    'setOnAfterTaxRegistrationAdded',
    'setDisplayCountries',
    'setOnAfterTaxRegistrationExpired',
  ]),
  'tax-settings': tag(
    form('taxSettings', ['address', 'taxCode'], ['taxSettingsUpdated', { id: 'taxset_sandbox' }]),
    ['setHideProductTaxCodeSelector', 'setDisplayHeadOfficeCountries', 'setOnTaxSettingsUpdated'],
  ),
  'balance-report': tag(chart('balance')),
  'payout-reconciliation-report': tag(
    chart('payouts'),
    ['setOnReportAvailabilityLoaded'],
    ['reportAvailabilityLoaded', () => ({ isReportAvailable: true })],
  ),
  'payment-method-settings': tag(form('method', ['card', 'bank']), ['setPaymentMethodConfiguration']),
  'instant-payouts': tag(summary('instantPayouts', ['available'], 'payOut')),
  recipients: tag(table('recipients'), ['setDataSource']),
  'capital-financing': tag(
    summary('financing', ['available', 'total']),
    [
      'setDefaultFinancingOffer',
      'setShowFinancingSelector',
      'setHowCapitalWorksUrl',
      'setSupportUrl',
      'setOnFinancingsLoaded',
    ],
    ['financingsLoaded', () => ({ total: 1 })],
  ),
  'capital-financing-application': tag(
    form('financing', ['business', 'amount'], ['applicationSubmitted', undefined]),
    [
      'setOnApplicationSubmitted',
      'setPrivacyPolicyUrl',
      'setHowCapitalWorksUrl',
      'setOnApplicationStepChange',
      'setDefaultFinancingOffer',
    ],
  ),
  'capital-financing-promotion': tag(
    banner('offer', 'apply'),
    [
      'setLayout',
      'setOnApplicationSubmitted',
      'setOnEligibleFinancingOfferLoaded',
      'setPrivacyPolicyUrl',
      'setHowCapitalWorksUrl',
      'setEligibilityCriteriaUrl',
      'setOnApplicationStepChange',
    ],
    ['eligibleFinancingOfferLoaded', () => ({ productType: 'standard', activeFinancingCount: 0 })],
  ),
  'capital-overview': tag(summary('financing', ['available'])),
  'product-tax-code-selector': tag(form('taxCode', ['taxCode'], ['taxCodeSelect', 'txcd_10000000']), [
    'setOnTaxCodeSelect',
    'setHideDescription',
    'setDisabled',
    'setInitialTaxCode',
  ]),
  'export-tax-transactions': tag(form('transactions', ['date'])),
  'tax-threshold-monitoring': tag(table('registrations'), ['setDisplayCountries']),
  'app-install': tag(
    banner('settings', 'add'),
    ['setApp', 'setOnAppInstallStateFetched', 'setOnAppInstallStateChanged'],
    ['appInstallStateFetched', () => ({ appId: 'app_sandbox', state: 'UNINSTALLED' })],
  ),
  'app-viewport': tag(summary('account', ['available']), ['setApp', 'setAppData']),
  'reporting-chart': tag(chart('grossVolume'), [
    'setReportName',
    'setIntervalStart',
    'setIntervalEnd',
    'setIntervalType',
  ]),
  'check-scanning': tag(form('documents', ['amount']), ['setHandleCheckScanSubmitted']),
  'agentic-commerce-settings': tag(
    form('settings', ['business', 'support'], ['agreementUpdated', undefined]),
    ['setOnAgreementUpdated'],
  ),
  'terminal-hardware-orders': tag(table('orders')),
  'terminal-hardware-shop': tag(table('orders'), ['setOnCheckoutFinished']),
  'network-cost-passthrough-report': tag(chart('total')),
  'recipients-list': tag(table('recipients')),
  'financial-accounts': tag(summary('account', ['available', 'pending'])),
  'financial-accounts-transactions': tag(table('transactions')),
  bills: tag(table('payouts')),
};
