import type { FinancialConnectionsSession, PaymentIntent, SetupIntent, Token } from '@stripe/stripe-js';
import { fault, type EmbeddedError } from '../session/errors.js';
import { redact } from '../session/redact.js';

/** An account that a person has linked. The browser's copy, or the server's where it was verified. */
export interface LinkedAccount extends Pick<FinancialConnectionsSession.Account, 'id' | 'last4'> {
  /** `active`, `inactive` or `disconnected`; Stripe may add to them. */
  status: FinancialConnectionsSession.Account['status'] | (string & {});
  /** The bank. */
  institution_name: string;
  /** What the bank or the person calls the account. */
  display_name?: string | null;
  /** Such as `cash`. */
  category?: string;
  /** Such as `checking`. */
  subcategory?: string;
  /** What may be learned of the account. */
  permissions?: readonly string[] | null;
  /** There where the session has the `balances` permission. */
  balance?: LinkedBalance | null;
}

/** What is on an account. Browser and server type it each in its own way: this has both. */
export interface LinkedBalance {
  /** When the bank said so, in Unix seconds. */
  as_of: number;
  /** Such as `cash`. */
  type: string;
  /** By currency, in its smallest unit. */
  current: Amounts;
  /** Of a `cash` balance, what may be spent. */
  cash?: { available: Amounts | null } | null;
  /** Of a `credit` balance, what was used. */
  credit?: { used: Amounts | null } | null;
}

type Amounts = Record<string, number | undefined>;

/** A finished session: without its secret, which is of no use to anybody but Stripe. */
export type LinkedSession = Omit<FinancialConnectionsSession, 'client_secret'>;

/** A PaymentIntent or SetupIntent that a bank account was linked to: without its secret. */
export type BankIntent = WithoutSecret<PaymentIntent | SetupIntent>;

/** Of a union, each by itself: what one kind has and the other has not is kept. */
type WithoutSecret<Resource> = Resource extends object ? Omit<Resource, 'client_secret'> : never;

/** How linking a bank account ended, by whichever method. */
export type FinancialConnectionsResult =
  /** The person has linked accounts. */
  | {
      type: 'linked';
      session: LinkedSession;
      accounts: LinkedAccount[];
      /** The connected account that the session was made for, where the endpoint tells it. */
      account?: string | undefined;
      /** Whether the server confirmed it. Without `verify`, the browser's answer is a claim. */
      verified: boolean;
    }
  /** From `collectBankAccountToken`: the token stands for the account that was linked. */
  | { type: 'token'; token: Token; session: LinkedSession }
  /** An account was linked to the intent. Its mandate and its confirmation are still to come. */
  | { type: 'needs_confirmation'; intent: BankIntent }
  /** The person went away without linking. */
  | { type: 'cancelled' }
  /** Linking failed, or the server did not confirm it: the error says why. */
  | { type: 'failed'; error: EmbeddedError };

/** What any of Stripe's four methods answers with. */
export interface StripeAnswer {
  error?: StripeError;
  financialConnectionsSession?: FinancialConnectionsSession;
  token?: Token;
  paymentIntent?: PaymentIntent;
  setupIntent?: SetupIntent;
}

interface StripeError {
  type?: string;
  code?: string;
  message?: string;
}

/** Stripe's four methods have three ways to say that a person went away: this has one. */
export function readAnswer(
  answer: StripeAnswer,
  wantsToken: boolean,
  account?: string,
): FinancialConnectionsResult {
  const { error, financialConnectionsSession: session, token } = answer;
  const intent = answer.paymentIntent ?? answer.setupIntent;
  if (error) throw readError(error);
  if (intent) {
    return intent.status === 'requires_payment_method'
      ? { type: 'cancelled' }
      : { type: 'needs_confirmation', intent: withoutSecret(intent) };
  }
  if (!session?.accounts.length || (wantsToken && !token)) return { type: 'cancelled' };
  const shown = withoutSecret(session);
  return token
    ? { type: 'token', token, session: shown }
    : { type: 'linked', session: shown, accounts: session.accounts, account, verified: false };
}

function withoutSecret<Resource extends object>(resource: Resource): WithoutSecret<Resource> {
  const { client_secret: _, ...rest } = resource as Resource & { client_secret?: unknown };
  return rest as WithoutSecret<Resource>;
}

/** A used and an expired secret have no code of Stripe's: only the message tells. */
const SPENT = [
  [/expired/i, 'session_expired'],
  [/already been used/i, 'secret_reused'],
] as const;

const LATER = /^(api_error|api_connection_error|rate_limit_error)$|_pending_account_numbers$/;

function readError({ type = 'error', code, message = '' }: StripeError): EmbeddedError {
  // A page that has called Stripe.js itself so far goes by `type` and `code`. The text is redacted here already: an error
  // with a secret in it is copied later, without these two.
  const cause = Object.assign(new Error(redact(message)), { type, code });
  const spent = SPENT.find(([pattern]) => pattern.test(message))?.[1];
  if (spent) return fault(spent, { tag: 'bank linking', type, message }, { cause, retryable: true });
  return fault(
    'flow_failed',
    { type: code ?? type, message },
    { cause, retryable: LATER.test(code?.endsWith('_account_numbers') ? code : type) },
  );
}

export const isSpent = ({ code }: EmbeddedError): boolean => SPENT.some(([, spent]) => spent === code);
