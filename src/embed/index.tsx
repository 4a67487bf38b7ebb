import type { ComponentType } from 'react';
import { BankAccountsWidget } from '../widgets/BankAccountsWidget.js';
import { Dashboard, type DashboardPanel } from '../widgets/Dashboard.js';
import { OnboardingWidget } from '../widgets/OnboardingWidget.js';
import type { WidgetProps } from '../widgets/WidgetFrame.js';
import {
  AccountWidget,
  BalancesWidget,
  DisputesWidget,
  DocumentsWidget,
  PaymentsWidget,
  PayoutsWidget,
  ReportsWidget,
  TaxWidget,
} from '../widgets/widgets.js';
import { beginDevelopment } from './beginDevelopment.js';
import { defineElement, type EmbedProps } from './defineElement.js';

/*
 * The widgets for a page without React: one script, and an element for each.
 */
type Framed = ComponentType<WidgetProps & { onReady?: () => void }>;

// They take their component's own props too, which an element does not set.
const FRAMED = {
  'stripe-payments': PaymentsWidget,
  'stripe-payouts': PayoutsWidget,
  'stripe-balances': BalancesWidget,
  'stripe-account': AccountWidget,
  'stripe-documents': DocumentsWidget,
  'stripe-tax': TaxWidget,
  'stripe-disputes': DisputesWidget,
  'stripe-reports': ReportsWidget,
} as unknown as Record<string, Framed>;

if (process.env.NODE_ENV !== 'production' && typeof document !== 'undefined')
  beginDevelopment([...Object.keys(FRAMED), 'stripe-onboarding', 'stripe-bank-accounts', 'stripe-dashboard']);

for (const [name, Widget] of Object.entries(FRAMED)) {
  const Element = ({ attribute, tell }: EmbedProps) => (
    <Widget title={attribute('heading')} onReady={() => tell('ready')} />
  );
  defineElement(name, Element, ['heading']);
}

defineElement(
  'stripe-onboarding',
  ({ attribute, tell }) => {
    const status = attribute('status-url');
    return (
      <OnboardingWidget
        title={attribute('heading')}
        onReady={() => tell('ready')}
        onExit={() => tell('exit')}
        onComplete={() => tell('complete')}
        onIncomplete={() => tell('incomplete')}
        checkStatus={status ? (signal) => isComplete(status, signal) : undefined}
      />
    );
  },
  ['heading', 'status-url'],
);

defineElement(
  'stripe-bank-accounts',
  ({ attribute, tell }) => (
    <BankAccountsWidget
      title={attribute('heading')}
      verify={attribute('verify') !== undefined}
      onLinked={({ accounts }) => tell('linked', { accounts })}
    />
  ),
  ['heading', 'verify'],
  // No component of Connect's is in it: only the looks are shared.
  { hasSession: false },
);

defineElement(
  'stripe-dashboard',
  ({ attribute }) => (
    <Dashboard
      panels={(attribute('panels')?.match(/[^\s,]+/g) ?? undefined) as DashboardPanel[] | undefined}
    />
  ),
  ['panels'],
);

/** The page's server says whether onboarding is complete: `true`, or `{ "complete": true }`. */
async function isComplete(url: string, signal: AbortSignal): Promise<boolean> {
  const response = await fetch(url, { signal, credentials: 'same-origin' });
  if (!response.ok) throw new Error(`The status URL answered ${response.status}.`);
  const answer = (await response.json()) as boolean | { complete?: boolean };
  return answer === true || (typeof answer === 'object' && answer?.complete === true);
}
