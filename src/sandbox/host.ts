import type { Clock } from './clock.js';
import type { LogInput } from './log.js';

/**
 * What Stripe's two scripts ask of Stripe. Within one process, the sandbox's own world answers
 * (`createSandbox().install(window)`). In a page served by `sandbox/node`, the answers come over
 * HTTP. The runtimes in `connect/` and `stripe-js/` know nothing else about the sandbox.
 */
export interface StripeHost {
  /** The sandbox's time. */
  readonly clock: Clock;
  /** The seed of the generated data. */
  readonly seed: number;
  /** How long things take. */
  readonly latency: Latency;
  /** The chosen behaviour where Stripe has published nothing. */
  readonly unknown: UnknownAnswers;
  /** Uses up an account session's secret. Rejects with a `StripeFailure`. */
  claim(request: { clientSecret: string; publishableKey: string }): Promise<Claim>;
  /** Reads a bank-linking session (or an intent) before its modal opens. Rejects with a `StripeFailure`. */
  openBankSession(request: BankSessionRequest): Promise<BankSession>;
  /** Closes the session with the linked accounts, or with none if the person left. */
  closeBankSession(request: BankSessionRequest & { linked: LinkedAccountChoice[] }): Promise<BankSession>;
  /** Reads an intent, or confirms it. Rejects with a `StripeFailure`. */
  intent(request: IntentRequest): Promise<Record<string, unknown>>;
  /** Returns the next fault set with `sandbox.fail({ element })` and uses it up. */
  takeElementFault(tag: string): Promise<StripeFailure | undefined>;
  /** Records that the person has submitted everything that onboarding asks for. */
  submitDetails(account: string): Promise<void>;
  /** Adds to the log. */
  record(entry: LogInput): void;
  /** Calls the listener when `sandbox.expire()` expires every claimed session. Returns a function that unsubscribes. */
  onExpire(listener: () => void): () => void;
}

/** How long things take, on the sandbox's clock. */
export interface Latency {
  /** Milliseconds until a requested script has loaded. */
  script: number;
  /** Milliseconds until the API responds. A claim takes as long. */
  api: number;
  /** Milliseconds from the claim of a session to an element's `onLoaderStart`. */
  element: number;
}

/** Behaviour that Stripe has not published. The first answer of each pair is the default. Test with both. */
export interface UnknownAnswers {
  /** When the page's `fetchClientSecret` fails on refresh: elements report a load error, or stop working silently. */
  failedRefresh: 'load_error' | 'silent';
  /** When a session expires: Connect.js asks for a new secret immediately, or when an element next needs it. */
  expiry: 'eager' | 'lazy';
  /** Whether a bank session that the person closed can be opened again. */
  cancelledBankSession: 'reusable' | 'used';
}

/** A connected account, as far as a script may know it. */
export interface SandboxAccount {
  /** The account's id, which begins with `acct_`. */
  id: string;
  /** The business's name. */
  name: string;
  /** The business's email address. */
  email: string;
  /** Two letters, as in the API: `US`. */
  country: string;
  /** Three letters, as in the API: `usd`. */
  currency: string;
  /** Whether onboarding is complete. */
  details_submitted: boolean;
}

/** What the claim of an account session returns. */
export interface Claim {
  /** The session's public id, for the log. Never its secret. */
  session: string;
  /** The account that the session is for. */
  account: SandboxAccount;
  /** Whether the session was created with a live key. */
  livemode: boolean;
  /** When the session expires, in Unix seconds. */
  expiresAt: number;
  /** The components that the session enables, by their API names. */
  components: Record<string, { enabled: boolean; features: Record<string, boolean> }>;
}

/** Identifies a bank-linking session or an intent for a script. */
export type BankSessionRequest = {
  clientSecret: string;
  publishableKey: string;
  kind: 'session' | 'payment_intent' | 'setup_intent';
};

/** Identifies an intent for a script, and says how to confirm it, if it is to be confirmed. */
export type IntentRequest = BankSessionRequest & { confirm?: Record<string, unknown> };

/** API objects as Stripe.js returns them, in the API's snake case: `financial_connections.session` or an intent. */
export interface BankSession {
  /** The session or the intent itself. */
  object: Record<string, unknown>;
  /** Which data of the accounts may be read. */
  permissions: string[];
  /** Whether the session was created with a live key. */
  livemode: boolean;
  /** From the session's `filters` and `limits`. */
  allowed: { countries?: string[]; subcategories?: string[]; accounts?: number };
  /** Whether account numbers may be typed in by hand. */
  manualEntry: boolean;
}

/** An account that the person ticked in the modal or typed in by hand. */
export interface LinkedAccountChoice {
  /** The bank. */
  institution: string;
  /** What the bank calls the account. */
  name: string;
  /** The last four digits of its number. */
  last4: string;
  /** The API's category. */
  category: 'cash' | 'credit' | 'investment' | 'other';
  /** The API's subcategory, such as `checking`. */
  subcategory: string;
  /** The balance, in the currency's smallest unit. */
  balance?: { amount: number; currency: string };
  /** Whether the account was typed in by hand. Stripe verifies such an account later with micro-deposits. */
  manual?: boolean;
}

/** An account that a test links. Missing fields come from the first account that the modal would show. */
export interface LinkedAccountWish extends Partial<LinkedAccountChoice> {
  /** The API's name for `institution`. */
  institution_name?: string;
  /** The API's name for `name`. */
  display_name?: string;
}

/** A Stripe error, as Stripe's scripts report it. */
export interface StripeFailure {
  /** The error type in Connect.js. */
  type:
    | 'api_connection_error'
    | 'authentication_error'
    | 'account_session_create_error'
    | 'invalid_request_error'
    | 'rate_limit_error'
    | 'render_error'
    | 'api_error';
  /** A message for the developer. */
  message: string;
  /** Stripe's error code. */
  code?: string;
  /** The parameter that the error is about. */
  param?: string;
}
