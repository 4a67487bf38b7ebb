import type { ComponentType, ReactNode } from 'react';
import { BankAccountsWidget } from '../widgets/BankAccountsWidget.js';
import { Dashboard, type DashboardPanel } from '../widgets/Dashboard.js';
import { OnboardingWidget } from '../widgets/OnboardingWidget.js';
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

/** What an element gives its widget: the element's own attributes, and a way to tell the page of something. */
interface EmbedProps {
  attribute: (name: string) => string | undefined;
  tell: (event: string, detail?: unknown) => void;
}

/** What is in an element, and what it has that others have not. */
export interface ElementParts {
  Widget: ComponentType<EmbedProps>;
  /** Beside those that all of them take. */
  attributes: readonly string[];
  /** Whether it tells of its session: one that has nothing on it does not. @default true */
  hasSession?: boolean;
}

/** A widget that is one or two of Stripe's components in a frame. */
const framed = (Widget: ComponentType<{ title?: ReactNode; onReady?: () => void }>): ElementParts => ({
  attributes: ['heading'],
  Widget: ({ attribute, tell }) => <Widget title={attribute('heading')} onReady={() => tell('ready')} />,
});

/** By the name of each element. */
export const ELEMENTS: Record<string, ElementParts> = {
  'stripe-payments': framed(PaymentsWidget),
  'stripe-payouts': framed(PayoutsWidget),
  'stripe-balances': framed(BalancesWidget),
  'stripe-account': framed(AccountWidget),
  'stripe-documents': framed(DocumentsWidget),
  'stripe-tax': framed(TaxWidget),
  'stripe-disputes': framed(DisputesWidget),
  'stripe-reports': framed(ReportsWidget),
  'stripe-onboarding': {
    attributes: ['heading', 'status-url'],
    Widget({ attribute, tell }) {
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
  },
  'stripe-bank-accounts': {
    attributes: ['heading', 'verify'],
    // No component of Connect's is in it: only the looks are shared.
    hasSession: false,
    Widget: ({ attribute, tell }) => (
      <BankAccountsWidget
        title={attribute('heading')}
        verify={attribute('verify') !== undefined}
        onLinked={({ accounts }) => tell('linked', { accounts })}
      />
    ),
  },
  'stripe-dashboard': {
    attributes: ['panels'],
    Widget: ({ attribute }) => (
      <Dashboard
        panels={(attribute('panels')?.match(/[^\s,]+/g) ?? undefined) as DashboardPanel[] | undefined}
      />
    ),
  },
};

/** The page's server says whether onboarding is complete: `true`, or `{ "complete": true }`. */
async function isComplete(url: string, signal: AbortSignal): Promise<boolean> {
  const response = await fetch(url, { signal, credentials: 'same-origin' });
  if (!response.ok) throw new Error(`The status URL answered ${response.status}.`);
  const answer = (await response.json()) as true | { complete?: unknown } | null;
  return answer === true || answer?.complete === true;
}
