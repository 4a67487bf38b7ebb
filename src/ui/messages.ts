/** What stands in for a component while it loads or when it fails. */
export interface PanelMessages {
  /** Heard, not seen, while a component loads. */
  loading: string;
  /** Above the sentence that says what failed. */
  errorTitle: string;
  /** The network, or a blocker, kept something away. */
  connection: string;
  /** Nobody is signed in any more. */
  signedOut: string;
  /** This person may not see it, or the business has it turned off. */
  forbidden: string;
  /** Asked too often. */
  busy: string;
  /** In an app's webview, above the link that leads out of it. */
  webview: string;
  /** On that link. */
  linkOut: string;
  /** A mistake of the page or of its server: the person can do nothing about it. */
  broken: string;
  /** On the button that tries again. */
  retry: string;
  /** Before the code that a person can tell support. */
  reference: string;
}

/** What stands around bank accounts. */
export interface BankMessages {
  /** On a `LinkAccountsButton` without children. */
  linkAccount: string;
  /** Heard when linking begins. */
  linking: string;
  /** Heard when an account was linked. */
  linked: string;
  /** Heard when the person went away without linking. */
  linkCancelled: string;
  /** The page needs the account's numbers, and the bank has not given them. */
  noNumbers: string;
  /** The name of the list of accounts, for a screen reader. */
  linkedAccounts: string;
  /** In the place of a list with nothing in it. */
  noAccounts: string;
  /** Before an account's balance, for a screen reader. */
  balance: string;
  /** An account that works. */
  active: string;
  /** An account that Stripe cannot read at the moment. */
  inactive: string;
  /** An account that the bank has cut off. */
  disconnected: string;
  /** On the button that links an account once more. */
  relink: string;
  /** On the button that lets an account go. */
  unlink: string;
  /** Heard when an account has gone from the list, before its name. */
  unlinked: string;
}

/** Every text that a person may read. The English ones are built in; give a part of them, or another language. */
export interface Messages extends PanelMessages, BankMessages {}

export const englishPanel: PanelMessages = {
  loading: 'Loading…',
  errorTitle: 'This could not be shown',
  connection: 'The connection failed. Check your network or ad blocker, and try again.',
  signedOut: 'You are signed out. Sign in again to go on.',
  forbidden: 'This is not available for your account.',
  busy: 'There were too many requests. Wait a moment and try again.',
  webview: 'This does not work inside this app. Open it in your browser instead.',
  linkOut: 'Open in browser',
  broken: 'Something went wrong on our side.',
  retry: 'Try again',
  reference: 'Reference for support',
};

export const englishBank: BankMessages = {
  linkAccount: 'Link a bank account',
  linking: 'Opening your bank…',
  linked: 'Your bank account is linked.',
  linkCancelled: 'No account was linked.',
  noNumbers: 'Your bank did not share the numbers of this account. Try again later, or link another one.',
  linkedAccounts: 'Linked accounts',
  noAccounts: 'No account is linked yet.',
  balance: 'Balance',
  active: 'Active',
  inactive: 'Needs attention',
  disconnected: 'Disconnected',
  relink: 'Link again',
  unlink: 'Unlink',
  unlinked: 'Unlinked',
};
