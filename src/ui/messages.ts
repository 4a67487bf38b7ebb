/** The texts that explain an error to users, wherever it shows. */
export interface ErrorMessages {
  /** The network or a blocker prevented something from loading. */
  connection: string;
  /** The user is no longer signed in. */
  signedOut: string;
  /** This user may not see the component, or the business has it turned off. */
  forbidden: string;
  /** There were too many requests. */
  busy: string;
  /** A fault of the page or its server, which the user cannot fix. */
  broken: string;
}

/** The texts of the panel that replaces a component while it loads or after it fails. */
export interface PanelMessages extends ErrorMessages {
  /** Read by screen readers, and not visible, while a component loads. */
  loading: string;
  /** The title above the sentence that says what failed. */
  errorTitle: string;
  /** Shown in an app's webview, above the link that leads out of it. */
  webview: string;
  /** The label of that link. */
  linkOut: string;
  /** The label of the button that tries again. */
  retry: string;
  /** Shown before the code that the user can give to support. */
  reference: string;
}

/** The texts of the button that links bank accounts. */
export interface LinkMessages extends ErrorMessages {
  /** The label of a `LinkAccountsButton` without children. */
  linkAccount: string;
  /** Announced to screen readers when linking starts. */
  linking: string;
  /** Announced to screen readers when an account was linked. */
  linked: string;
  /** Announced to screen readers when the user left without linking an account. */
  linkCancelled: string;
  /** The page needs the account's numbers, but the bank did not share them. */
  noNumbers: string;
}

/** The texts of the list of bank accounts. */
export interface ListMessages {
  /** The name of the list of accounts, for screen readers. */
  linkedAccounts: string;
  /** Shown in place of an empty list. */
  noAccounts: string;
  /** Read before an account's balance by screen readers. */
  balance: string;
  /** The status of an account that works. */
  active: string;
  /** The status of an account that Stripe currently cannot read. */
  inactive: string;
  /** The status of an account that the bank has disconnected. */
  disconnected: string;
  /** The label of the button that links an account again. */
  relink: string;
  /** The label of the button that unlinks an account. */
  unlink: string;
  /** Announced to screen readers, followed by the account's name, when an account has left the list. */
  unlinked: string;
}

/** All texts that users may read. English is built in; override some of the texts, or pass another language. */
export interface Messages extends PanelMessages, LinkMessages, ListMessages {}

/* The English texts, apart: an app bundles only those of what it shows. */

const englishErrors: ErrorMessages = {
  connection: 'The connection failed. Check your network or ad blocker, and try again.',
  signedOut: 'You are signed out. Sign in again to go on.',
  forbidden: 'This is not available for your account.',
  busy: 'There were too many requests. Wait a moment and try again.',
  broken: 'Something went wrong on our side.',
};

export const englishPanel: PanelMessages = {
  loading: 'Loading…',
  errorTitle: 'This could not be shown',
  ...englishErrors,
  webview: 'This does not work inside this app. Open it in your browser instead.',
  linkOut: 'Open in browser',
  retry: 'Try again',
  reference: 'Reference for support',
};

export const englishLink: LinkMessages = {
  ...englishErrors,
  linkAccount: 'Link a bank account',
  linking: 'Opening your bank…',
  linked: 'Your bank account is linked.',
  linkCancelled: 'No account was linked.',
  noNumbers: 'Your bank did not share the numbers of this account. Try again later, or link another one.',
};

export const englishList: ListMessages = {
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
