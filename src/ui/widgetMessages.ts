/** The texts of the dashboard widgets. English is built in; override some of the texts, or pass another language. */
export interface WidgetMessages {
  /** The name of the row of tabs, for screen readers. */
  navigation: string;
  /** The title of the payments, and of their tab. */
  payments: string;
  /** The title of the payouts, and of their tab. */
  payouts: string;
  /** The title of the balance. */
  balances: string;
  /** The title of onboarding, and of its tab. */
  onboarding: string;
  /** The title of the account's settings, and of their tab. */
  account: string;
  /** The title of the documents, and of their tab. */
  documents: string;
  /** The title of the tax settings, and of their tab. */
  tax: string;
  /** The title of the disputes, and of their tab. */
  disputes: string;
  /** The title of the reports, and of their tab. */
  reports: string;
  /** The title of the linked bank accounts, and of their tab. */
  banks: string;
  /** Shown in each widget while the network is down. */
  offline: string;
  /** The progress of onboarding. `{step}` is replaced by the number of the step. */
  progress: string;
  /** Shown when onboarding is complete. */
  onboarded: string;
  /** A sentence below that text. */
  onboardedDetail: string;
  /** Shown when the user left onboarding before it was complete. */
  notYetOnboarded: string;
  /** Shown in place of an empty list of bank accounts. */
  noBanks: string;
  /** The label of the button that links an account. */
  linkBank: string;
}

export const englishWidgets: WidgetMessages = {
  navigation: 'Dashboard',
  payments: 'Payments',
  payouts: 'Payouts',
  balances: 'Balance',
  onboarding: 'Set up payments',
  account: 'Account',
  documents: 'Documents',
  tax: 'Tax',
  disputes: 'Disputes',
  reports: 'Reports',
  banks: 'Bank accounts',
  offline: 'You are offline. What you see may be out of date.',
  progress: 'Step {step}',
  onboarded: 'You are ready to take payments',
  onboardedDetail: 'Stripe has everything it needs for now.',
  notYetOnboarded: 'Something is still missing. You can continue where you left off.',
  noBanks: 'No bank account is linked yet. Link one to see its balance here.',
  linkBank: 'Link a bank account',
};
