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

/** What an element passes to its widget: the element's own attributes, the page's `props`, and a function that dispatches an event. */
interface EmbedProps {
  attribute: (name: string) => string | undefined;
  /** The `props` that the page set, such as `collectionOptions`. */
  given: object | undefined;
  tell: (event: string, detail?: unknown) => void;
}

/** The content of an element, and what is specific to it. */
export interface ElementParts {
  Widget: ComponentType<EmbedProps>;
  /** Attributes in addition to those that all elements accept. */
  attributes: readonly string[];
  /** Whether it reports on its Connect session. An element without Connect components does not. @default true */
  hasSession?: boolean;
}

/** An element for a widget that consists of one or two of Stripe's components in a frame. */
const framed = (Widget: ComponentType<{ title?: ReactNode; onReady?: () => void }>): ElementParts => ({
  attributes: ['heading'],
  Widget: ({ attribute, given, tell }) => (
    <Widget {...given} title={attribute('heading')} onReady={() => tell('ready')} />
  ),
});

/** The elements, by name. */
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
    Widget({ attribute, given, tell }) {
      const status = attribute('status-url');
      return (
        <OnboardingWidget
          checkStatus={status ? (signal) => isComplete(status, signal) : undefined}
          {...given}
          title={attribute('heading')}
          onReady={() => tell('ready')}
          onExit={() => tell('exit')}
          onComplete={() => tell('complete')}
          onIncomplete={() => tell('incomplete')}
        />
      );
    },
  },
  'stripe-bank-accounts': {
    attributes: ['heading', 'verify'],
    // It contains no Connect component: it only shares the look.
    hasSession: false,
    Widget: ({ attribute, given, tell }) => (
      <BankAccountsWidget
        {...given}
        title={attribute('heading')}
        verify={attribute('verify') !== undefined}
        onLinked={({ accounts }) => tell('linked', { accounts })}
      />
    ),
  },
  'stripe-dashboard': {
    attributes: ['panels'],
    Widget: ({ attribute, given }) => (
      <Dashboard
        {...given}
        panels={(attribute('panels')?.match(/[^\s,]+/g) ?? undefined) as DashboardPanel[] | undefined}
      />
    ),
  },
};

/** Asks the page's server whether onboarding is complete. It returns `true` or `{ "complete": true }` if so. */
async function isComplete(url: string, signal: AbortSignal): Promise<boolean> {
  const response = await fetch(url, { signal, credentials: 'same-origin' });
  if (!response.ok) throw new Error(`The status URL answered ${response.status}.`);
  const answer = (await response.json()) as true | { complete?: unknown } | null;
  return answer === true || answer?.complete === true;
}
