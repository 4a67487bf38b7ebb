import type { FinancialConnectionsSession, PaymentIntent, SetupIntent, Token } from '@stripe/stripe-js';
import { fault, type EmbeddedError } from '../session/errors.js';
import { stripeCause } from '../session/stripeCause.js';

/** An account that the user linked: the browser's copy, or the server's copy if it was verified. */
export interface LinkedAccount extends Pick<FinancialConnectionsSession.Account, 'id' | 'last4'> {
  /** `active`, `inactive` or `disconnected`. Stripe may add more. */
  status: FinancialConnectionsSession.Account['status'] | (string & {});
  /** The bank. */
  institution_name: string;
  /** The name that the bank or the user gave the account. */
  display_name?: string | null;
  /** For example `cash`. */
  category?: string;
  /** For example `checking`. */
  subcategory?: string;
  /** Which data of the account you may read. */
  permissions?: readonly string[] | null;
  /** Present if the session has the `balances` permission. */
  balance?: LinkedBalance | null;
}

/** The balance of an account. It fits both the browser's type and the server's, which differ. */
export interface LinkedBalance {
  /** When the bank reported the balance, in Unix seconds. */
  as_of: number;
  /** For example `cash`. */
  type: string;
  /** Amounts by currency, in the smallest unit of each. */
  current: Amounts;
  /** What can be spent, for a `cash` balance. */
  cash?: { available: Amounts | null } | null;
  /** What was used, for a `credit` balance. */
  credit?: { used: Amounts | null } | null;
}

type Amounts = Record<string, number | undefined>;

/** A finished session, without its secret, which only Stripe can use. */
export type LinkedSession = Omit<FinancialConnectionsSession, 'client_secret'>;

/** A PaymentIntent or SetupIntent that a bank account was linked to, without its secret. */
export type BankIntent = WithoutSecret<PaymentIntent | SetupIntent>;

/** Distributes over a union, so the fields that only one member has are kept. */
type WithoutSecret<Resource> = Resource extends object ? Omit<Resource, 'client_secret'> : never;

/** How linking a bank account ended, whichever method was called. */
export type FinancialConnectionsResult =
  /** The user linked accounts. */
  | {
      type: 'linked';
      session: LinkedSession;
      accounts: LinkedAccount[];
      /** The connected account that the session was created for, if the endpoint returns it. */
      account?: string | undefined;
      /** Whether the server confirmed the accounts. Without `verify`, they are only what the browser claims. */
      verified: boolean;
    }
  /** The result of `collectBankAccountToken`: the token represents the linked account. */
  | { type: 'token'; token: Token; session: LinkedSession }
  /** An account was linked to the intent. You still have to collect the mandate and confirm the intent. */
  | { type: 'needs_confirmation'; intent: BankIntent }
  /** The user left without linking an account. */
  | { type: 'cancelled' }
  /** Linking failed, or the server did not confirm it. The error says why. */
  | { type: 'failed'; error: EmbeddedError };

/** The combined return value of Stripe's four methods. */
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

/** Stripe's four methods have three ways to say that the user left. This turns them into one. */
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

/** Stripe has no error codes for used and expired secrets: only the message identifies them. */
const SPENT = [
  [/expired/i, 'session_expired'],
  [/already been used/i, 'secret_reused'],
] as const;

const LATER = /^(api_error|api_connection_error|rate_limit_error)$|_pending_account_numbers$/;

function readError({ type = 'error', code, message = '' }: StripeError): EmbeddedError {
  const cause = stripeCause({ type, code, message });
  const spent = SPENT.find(([pattern]) => pattern.test(message))?.[1];
  if (spent) return fault(spent, { type, message }, { cause, retryable: true });
  return fault(
    'flow_failed',
    { type: code ?? type, message },
    { cause, retryable: LATER.test(code?.endsWith('_account_numbers') ? code : type) },
  );
}

export const isSpent = ({ code }: EmbeddedError): boolean => SPENT.some(([, spent]) => spent === code);
