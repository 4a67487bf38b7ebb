/** The texts of the dashboard widgets. The English ones are built in; give a part of them, or another language. */
export interface WidgetMessages {
  navigation: string;
  payments: string;
  payouts: string;
  balances: string;
  onboarding: string;
  account: string;
  documents: string;
  tax: string;
  disputes: string;
  reports: string;
  banks: string;
  offline: string;
  /** How far onboarding has come: `{step}` is its number. */
  progress: string;
  onboarded: string;
  onboardedDetail: string;
  notYetOnboarded: string;
  noBanks: string;
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
  notYetOnboarded: 'Something is still missing. You can go on where you left off.',
  noBanks: 'No bank account is linked yet. Link one to see its balance here.',
  linkBank: 'Link a bank account',
};
