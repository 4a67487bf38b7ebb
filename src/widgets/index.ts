export { BankAccountsWidget } from './BankAccountsWidget.js';
export { Dashboard } from './Dashboard.js';
export { OnboardingWidget } from './OnboardingWidget.js';
export { WidgetFrame } from './WidgetFrame.js';
export {
  AccountWidget,
  BalancesWidget,
  DisputesWidget,
  DocumentsWidget,
  PaymentsWidget,
  PayoutsWidget,
  ReportsWidget,
  TaxWidget,
} from './widgets.js';

export type { BankAccountsWidgetProps } from './BankAccountsWidget.js';
export type { DashboardPanel, DashboardProps } from './Dashboard.js';
export type { OnboardingWidgetProps } from './OnboardingWidget.js';
export type { WidgetFrameProps, WidgetProps } from './WidgetFrame.js';
export type { SomeOf } from '../ui/textsOver.js';
export type { WidgetMessages } from '../ui/widgetMessages.js';
