import type { Clock } from './clock.js';
import type { LogInput } from './log.js';

/**
 * What Stripe's two scripts ask of Stripe. In one process it is answered by the sandbox's own
 * world (`createSandbox().install(window)`); in a page served by `sandbox/node` it is answered
 * over HTTP. The runtimes in `connect/` and `stripe-js/` know nothing else of the sandbox.
 */
export interface StripeHost {
  /** The sandbox's time. */
  readonly clock: Clock;
  /** What the drawn data is drawn from. */
  readonly seed: number;
  /** How long things take. */
  readonly latency: Latency;
  /** What was chosen where Stripe has published nothing. */
  readonly unknown: UnknownAnswers;
  /** Uses up an account session's secret. Rejects with a `StripeFailure`. */
  claim(request: { clientSecret: string; publishableKey: string }): Promise<Claim>;
  /** Looks at a bank-linking session (or an intent) before its modal opens. Rejects with a `StripeFailure`. */
  openBankSession(request: BankSessionRequest): Promise<BankSession>;
  /** Closes it: with the accounts that were linked, or none when the person left. */
  closeBankSession(request: BankSessionRequest & { linked: LinkedAccountChoice[] }): Promise<BankSession>;
  /** The next fault that was asked for with `sandbox.fail({ element })`, used up by asking. */
  takeElementFault(tag: string): Promise<StripeFailure | undefined>;
  /** The person has handed in all that onboarding asks for. */
  submitDetails(account: string): Promise<void>;
  /** Adds to the log. */
  record(entry: LogInput): void;
  /** `sandbox.expire()`: every claimed session's time is over now. Returns the way to stop listening. */
  onExpire(listener: () => void): () => void;
}

/** How long things take, on the sandbox's clock. */
export interface Latency {
  /** Milliseconds until a script that was asked for has loaded. */
  script: number;
  /** Milliseconds until the API, and so a claim, has answered. */
  api: number;
  /** Milliseconds between a claimed session and an element's `onLoaderStart`. */
  element: number;
}

/** What nobody outside Stripe has published. The first answer of each pair is the default; test with both. */
export interface UnknownAnswers {
  /** When the page's `fetchClientSecret` fails on refresh: elements report it, or just stop working. */
  failedRefresh: 'load_error' | 'silent';
  /** When a session expires: Connect.js asks for a new secret at once, or when an element next needs it. */
  expiry: 'eager' | 'lazy';
  /** Whether a bank session that the person closed can be opened again. */
  cancelledBankSession: 'reusable' | 'used';
}

/** A connected account, as far as a script may know it. */
export interface SandboxAccount {
  /** Begins with `acct_`. */
  id: string;
  /** The business's name. */
  name: string;
  /** Where the business is written to. */
  email: string;
  /** Two letters, as the API has it: `US`. */
  country: string;
  /** Three letters, as the API has it: `usd`. */
  currency: string;
  /** Whether onboarding is complete. */
  details_submitted: boolean;
}

/** What a claimed account session is good for. */
export interface Claim {
  /** The session's public id, for the log: never its secret. */
  session: string;
  /** The account that it is for. */
  account: SandboxAccount;
  /** Whether it was made with a live key. */
  livemode: boolean;
  /** When it ends, in Unix seconds. */
  expiresAt: number;
  /** What it enables, by the API's names. */
  components: Record<string, { enabled: boolean; features: Record<string, boolean> }>;
}

/** Which bank-linking session, or which intent, a script means. */
export type BankSessionRequest = {
  clientSecret: string;
  publishableKey: string;
  kind: 'session' | 'payment_intent' | 'setup_intent';
};

/** API objects as Stripe.js returns them, in the API's snake case: `financial_connections.session` or an intent. */
export interface BankSession {
  /** The session or the intent itself. */
  object: Record<string, unknown>;
  /** What may be learned of the accounts. */
  permissions: string[];
  /** Whether it was made with a live key. */
  livemode: boolean;
  /** From the session's `filters` and `limits`. */
  allowed: { countries?: string[]; subcategories?: string[]; accounts?: number };
  /** Whether an account's numbers may be typed in by hand. */
  manualEntry: boolean;
}

/** An account the person ticked in the modal, or typed in by hand. */
export interface LinkedAccountChoice {
  /** The bank. */
  institution: string;
  /** What the bank calls the account. */
  name: string;
  /** The last four digits of its number. */
  last4: string;
  /** As the API has it. */
  category: 'cash' | 'credit' | 'investment' | 'other';
  /** As the API has it: `checking`. */
  subcategory: string;
  /** In the currency's smallest unit. */
  balance?: { amount: number; currency: string };
  /** Typed in by hand: Stripe verifies it later with micro-deposits. */
  manual?: boolean;
}

/** An account that a test links. What it leaves out is as with the first account that the modal would show. */
export interface LinkedAccountWish extends Partial<LinkedAccountChoice> {
  /** The API's name for `institution`. */
  institution_name?: string;
  /** The API's name for `name`. */
  display_name?: string;
}

/** An error of Stripe's, as its scripts report it. */
export interface StripeFailure {
  /** One of Connect.js's kinds. */
  type:
    | 'api_connection_error'
    | 'authentication_error'
    | 'account_session_create_error'
    | 'invalid_request_error'
    | 'rate_limit_error'
    | 'render_error'
    | 'api_error';
  /** For the developer. */
  message: string;
  /** Stripe's name for it. */
  code?: string;
  /** The parameter that it is about. */
  param?: string;
}
