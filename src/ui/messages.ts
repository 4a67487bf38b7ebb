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
