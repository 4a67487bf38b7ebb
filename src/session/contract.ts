/** What a session is for. */
export type SessionFlow = 'connect' | 'financial_connections';

/** Why a session is asked for: the first one, the last one ran out, or a person pressed Retry. */
export type SessionReason = 'initial' | 'expired' | 'retry';

/** What a page asks its endpoint for. Everything but the flow is a wish: the server decides. */
export interface SessionRequest {
  /** What the session is for. */
  flow: SessionFlow;
  /** Why it is asked for: for your statistics. */
  reason: SessionReason;
  /** A hint: the server answers for the account that is signed in, or refuses. */
  account?: string | undefined;
  /** The API's component names (`payouts_list`): narrows what the server's policy allows. */
  components?: string[] | undefined;
  /** Financial Connections wishes: permissions, filters, limits, … */
  params?: object | undefined;
  /** The id of a finished Financial Connections session, to be confirmed on the server. */
  verify?: string | undefined;
  /** Aborted when nobody waits for the session any more. A copy of the request, `{ ...request }`, is without it. */
  signal: AbortSignal;
}

/** What an endpoint answers with. */
export interface SessionResponse {
  /** Handed to Stripe once, and nowhere else. */
  clientSecret: string;
  /** When it ends, in Unix seconds. */
  expiresAt?: number | undefined;
  /** The account that it is for. */
  account?: string | undefined;
  /** Whether it was made with a live key. */
  livemode?: boolean | undefined;
  /** What it enables, as your Stripe SDK has it. */
  components?: object | undefined;
  /** Whether `components` names all that is enabled. An SDK may not know what Stripe has added since; our handler does. */
  complete?: boolean | undefined;
  /** For a page that does not know it. */
  publishableKey?: string | undefined;
  /** The language for this person, as BCP 47 has it. */
  locale?: string | undefined;
}

/** What an endpoint answers to `verify`: no secret, but what was linked. */
export interface SessionVerification {
  /** The session that was asked about. */
  id?: string | undefined;
  /** Whether it was made with a live key. */
  livemode?: boolean | undefined;
  /** As Stripe has them: a list, or Stripe's own form of one. */
  accounts: VerifiedAccounts | { data: VerifiedAccounts };
}

/** With whatever else your server knows of each. */
type VerifiedAccounts = ReadonlyArray<{ id: string } | { id: string; [field: string]: unknown }>;

/** Which components a session enables, by the API's names. */
export type SessionComponents = Record<string, { enabled?: boolean; features?: Record<string, boolean> }>;

/** What may be known of a session: everything but its secret. */
export type SessionInfo = Omit<SessionResponse, 'clientSecret' | 'components'> & {
  /** What it enables, by the API's names. */
  components?: SessionComponents | undefined;
};

/** The request's JSON body, as it travels. */
export type SessionRequestBody = Omit<SessionRequest, 'signal'>;

/** The header that a cross-site form cannot set. */
export const REQUESTED_WITH = 'stripe-embedded';
