/** What a session is for. */
export type SessionFlow = 'connect' | 'financial_connections';

/** Why a session is requested: it is the first one, the last one expired, or it is a retry. */
export type SessionReason = 'initial' | 'expired' | 'retry';

/** What a page requests from its endpoint. Everything except `flow` is a wish: the server decides. */
export interface SessionRequest {
  /** What the session is for. */
  flow: SessionFlow;
  /** Why it is requested, for your statistics. */
  reason: SessionReason;
  /** A hint: the server returns a session for the account that is signed in, or refuses. */
  account?: string | undefined;
  /** API component names (`payouts_list`) that narrow what the server's policy allows. */
  components?: string[] | undefined;
  /** Wishes for Financial Connections: permissions, filters, limits, … */
  params?: object | undefined;
  /** The id of a finished Financial Connections session for the server to confirm. */
  verify?: string | undefined;
  /** Aborted when the session is no longer needed. A copy of the request (`{ ...request }`) does not include it. */
  signal: AbortSignal;
}

/** What an endpoint returns. */
export interface SessionResponse {
  /** Passed to Stripe once, and to nobody else. */
  clientSecret: string;
  /** When the session expires, in Unix seconds. */
  expiresAt?: number | undefined;
  /** The account that the session is for. */
  account?: string | undefined;
  /** Whether the session was created with a live key. */
  livemode?: boolean | undefined;
  /** What the session enables, as your Stripe SDK returns it. */
  components?: object | undefined;
  /**
   * Whether `components` lists everything that is enabled. An SDK may not know what Stripe has added since; the session
   * handler of this library does.
   */
  complete?: boolean | undefined;
  /** For a page that does not know the publishable key. */
  publishableKey?: string | undefined;
  /** The language for this user, as a BCP 47 tag. */
  locale?: string | undefined;
}

/** What an endpoint returns for `verify`: what was linked, without a secret. */
export interface SessionVerification {
  /** The session that `verify` named. */
  id?: string | undefined;
  /** Whether the session was created with a live key. */
  livemode?: boolean | undefined;
  /** The accounts as Stripe returns them: an array, or Stripe's list object. */
  accounts: VerifiedAccounts | { data: VerifiedAccounts };
}

/** Accounts by id, with whatever else your server knows about each. */
type VerifiedAccounts = ReadonlyArray<{ id: string } | { id: string; [field: string]: unknown }>;

/** The components that a session enables, by their API names. */
export type SessionComponents = Record<string, { enabled?: boolean; features?: Record<string, boolean> }>;

/** The metadata of a session: everything except its secret. */
export type SessionInfo = Omit<SessionResponse, 'clientSecret' | 'components'> & {
  /** The components that the session enables, by their API names. */
  components?: SessionComponents | undefined;
};

/** The JSON body of the request. */
export type SessionRequestBody = Omit<SessionRequest, 'signal'>;

/** The value of a header that a cross-site form cannot set. */
export const REQUESTED_WITH = 'stripe-embedded';
