import type { Clock } from './clock.js';
import type { LogInput } from './log.js';

/**
 * What Stripe's two scripts ask of Stripe. In one process it is answered by the sandbox's own
 * world (`createSandbox().install(window)`); in a page served by `sandbox/node` it is answered
 * over HTTP. The runtimes in `connect/` and `stripe-js/` know nothing else of the sandbox.
 */
export interface StripeHost {
  readonly clock: Clock;
  readonly seed: number;
  readonly latency: Latency;
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
  record(entry: LogInput): void;
  /** `sandbox.expire()`: every claimed session's time is over now. Returns the way to stop listening. */
  onExpire(listener: () => void): () => void;
}

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
  id: string;
  name: string;
  email: string;
  country: string;
  currency: string;
  /** Whether onboarding is complete. */
  details_submitted: boolean;
}

export interface Claim {
  /** The session's public id, for the log: never its secret. */
  session: string;
  account: SandboxAccount;
  livemode: boolean;
  /** Unix seconds. */
  expiresAt: number;
  components: Record<string, { enabled: boolean; features: Record<string, boolean> }>;
}

export type BankSessionRequest = {
  clientSecret: string;
  publishableKey: string;
  kind: 'session' | 'payment_intent' | 'setup_intent';
};

/** API objects as Stripe.js returns them, in the API's snake case: `financial_connections.session` or an intent. */
export interface BankSession {
  object: Record<string, unknown>;
  permissions: string[];
  livemode: boolean;
  /** From the session's `filters` and `limits`. */
  allowed: { countries?: string[]; subcategories?: string[]; accounts?: number };
  manualEntry: boolean;
}

/** An account the person ticked in the modal, or typed in by hand. */
export interface LinkedAccountChoice {
  institution: string;
  name: string;
  last4: string;
  category: 'cash' | 'credit' | 'investment' | 'other';
  subcategory: string;
  /** Smallest currency unit. */
  balance?: { amount: number; currency: string };
  /** Typed in by hand: Stripe verifies it later with micro-deposits. */
  manual?: boolean;
}

/** An error of Stripe's, as its scripts report it. */
export interface StripeFailure {
  type:
    | 'api_connection_error'
    | 'authentication_error'
    | 'account_session_create_error'
    | 'invalid_request_error'
    | 'rate_limit_error'
    | 'render_error'
    | 'api_error';
  message: string;
  code?: string;
  param?: string;
}
