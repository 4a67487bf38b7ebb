/** What stands in for a component while it loads or when it fails. */
export interface PanelMessages {
  loading: string;
  errorTitle: string;
  /** The network, or a blocker, kept something away. */
  connection: string;
  /** Nobody is signed in any more. */
  signedOut: string;
  /** This person may not see it, or the business has it turned off. */
  forbidden: string;
  /** Asked too often. */
  busy: string;
  /** A mistake of the page or of its server: the person can do nothing about it. */
  broken: string;
  retry: string;
  /** Before the code that a person can tell support. */
  reference: string;
}

/** What stands around bank accounts. */
export interface BankMessages {
  linkAccount: string;
  linking: string;
  linked: string;
  linkCancelled: string;
  linkedAccounts: string;
  noAccounts: string;
  balance: string;
  active: string;
  inactive: string;
  disconnected: string;
  relink: string;
  unlink: string;
}

/** Every text that a person may read. The English ones are built in; give a part of them, or another language. */
export interface Messages extends PanelMessages, BankMessages {}

export const englishPanel: PanelMessages = {
  loading: 'Loading…',
  errorTitle: 'This could not be shown',
  connection: 'The connection did not work. Check your network, or an ad blocker, and try again.',
  signedOut: 'You are signed out. Sign in again to go on.',
  forbidden: 'This is not available for your account.',
  busy: 'There were too many requests. Wait a moment and try again.',
  broken: 'Something went wrong on our side.',
  retry: 'Try again',
  reference: 'Reference for support',
};

export const englishBank: BankMessages = {
  linkAccount: 'Link a bank account',
  linking: 'Opening your bank…',
  linked: 'Your bank account is linked.',
  linkCancelled: 'No account was linked.',
  linkedAccounts: 'Linked accounts',
  noAccounts: 'No account is linked yet.',
  balance: 'Balance',
  active: 'Active',
  inactive: 'Needs attention',
  disconnected: 'Disconnected',
  relink: 'Link again',
  unlink: 'Unlink',
};
