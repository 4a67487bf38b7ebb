import type Stripe from 'stripe';
import type { SessionFlow } from '../session/contract.js';
import type { EmbeddedError } from '../session/errors.js';
import type { StripeClient } from './stripeClient.js';

/** Who is asking, as your own sign-in knows. Anything else in it is handed on to your policy. */
export interface Caller {
  /** The connected accounts that this person may act for: one, or a list whose first is the default. */
  account?: string | readonly string[] | null | undefined;
  /** The customer who links bank accounts. */
  customer?: string | null | undefined;
  /** The same, in Stripe's newer form. */
  customerAccount?: string | null | undefined;
}

type Components = Stripe.AccountSessionCreateParams.Components;

/** Components by the API's names, as the SDK types them too. `true` stands for `{ enabled: true }`. */
export type ComponentPolicy =
  | ({ [Name in keyof Components]?: Components[Name] | boolean } & {
      [preview: string]: { enabled: boolean; features?: object } | boolean | undefined;
    })
  // An interface has no index signature, so it is none of the above.
  | Components;

/** The same for every caller, or chosen by the caller. */
export type OfCaller<Value, Who> = Value | ((caller: Who) => Value | Promise<Value>);

/** What Connect sessions may show. */
export interface ConnectPolicy<Who> {
  /** What a session may show, at most: fixed, or by the caller's role. */
  components: OfCaller<ComponentPolicy, Who>;
  /**
   * Lets components in preview through, which the API takes only under its preview header. `true` sends
   * `embedded_connect_beta=v2` with the SDK's own version; give a version to send that.
   */
  preview?: boolean | string | undefined;
}

/** What bank linking may ask for, at most, by the API's names. */
export interface BankPolicy {
  /** What may be learned of the accounts. */
  permissions: ReadonlyArray<'balances' | 'ownership' | 'payment_method' | 'transactions'>;
  /** Which accounts may be linked. */
  filters?:
    | {
        country?: string | undefined;
        countries?: readonly string[] | undefined;
        account_subcategories?: readonly string[] | undefined;
        /** Whether an account, or each one, has to be one that can pay, with its numbers there before the window ends. */
        require_payment_method_support?: 'all' | 'at_least_one' | 'none' | undefined;
      }
    | undefined;
  /** How many accounts may be linked. */
  limits?: { accounts: number } | undefined;
  /** What Stripe may fetch from the bank at once. */
  prefetch?: ReadonlyArray<'balances' | 'ownership' | 'transactions'> | undefined;
  /** Whether an account's numbers may be typed in by hand. */
  manual_entry?: { mode?: string | undefined } | undefined;
  /** For an app's webview: where Stripe sends the person back to. */
  return_url?: string | undefined;
  /** Posts to `/v1/link_account_sessions`, the older name, whose filter is `countries`. */
  legacy?: boolean | undefined;
}

/** Who may have a session, and of what. */
export interface SessionHandlerOptions<Who extends Caller = Caller> {
  /**
   * Your Stripe client, made with the secret key: `new Stripe(process.env.STRIPE_SECRET_KEY!)`. Or a function that
   * returns it, called for each session: for a key that is not there when the module loads, or one that depends on the
   * caller, such as a test and a live mode.
   */
  stripe: OfCaller<StripeClient, Who>;
  /**
   * Who is asking, by your own session. `null` and a throw are 401. The client's word never replaces it. Write it above
   * the policies: TypeScript reads from the top, and knows a policy's caller by then.
   */
  authorize(
    request: Request,
    /** What your server handed over beside the request: behind `toNodeListener`, Node's own request. */
    context: unknown,
  ): Who | null | undefined | Promise<Who | null | undefined>;
  /** What Connect sessions may show. Left out, there are none: 404. */
  connect?: ConnectPolicy<Who> | undefined;
  /** What bank linking may ask for: fixed, or by the caller. Left out, there is none: 404. */
  financialConnections?: OfCaller<BankPolicy, Who> | undefined;
  /** Passed on, so that a page need not know it: fixed, or by the caller. */
  publishableKey?: OfCaller<string | undefined, Who> | undefined;
  /** Passed on: the language for this person. */
  locale?: OfCaller<string | undefined, Who> | undefined;
  /** Origins whose pages may ask, in full and your own among them: a list takes the default's place. @default the request's own */
  allowedOrigins?: readonly string[] | undefined;
  /** Milliseconds for Stripe's answer, all in all, whatever the client does, from its turn on: Stripe is asked once, and the page asks again. @default 10_000 */
  timeout?: number | undefined;
  /** Calls to Stripe at a time, and how many may wait for their turn, for as long as `timeout`. Beyond, 429. @default { concurrent: 100, waiting: 1_000 } */
  limit?: { concurrent?: number | undefined; waiting?: number | undefined } | undefined;
  /** Asked before each mint, for a limiter that all instances share: `false`, or the seconds to wait, is 429. */
  rateLimit?: ((caller: Who, request: Request) => boolean | number | Promise<boolean | number>) | undefined;
  /** Told of each trouble. Never given a secret. Without it and `onEvent`, an answer of 500 or more is on the console, and a mistake in `authorize`. */
  onError?: ((error: EmbeddedError, context: SessionEventOfServer) => void | Promise<void>) | undefined;
  /** Told how each request ended. Never given a secret. */
  onEvent?: ((event: SessionEventOfServer) => void | Promise<void>) | undefined;
}

/** How one request ended. */
export interface SessionEventOfServer {
  /** Refused is the caller's doing, failed is ours or Stripe's. */
  type: 'minted' | 'verified' | 'refused' | 'failed';
  /** What the session was for: not known of who was refused before the body was read. */
  flow?: SessionFlow;
  /** The account that it is for. */
  account?: string;
  /** The answer's HTTP status. */
  status: number;
  /** Why it was refused or failed. */
  code?: FaultCode;
  /** Milliseconds from the request to the answer. */
  duration: number;
  /** Stripe's id of its own request, for its support. */
  requestId?: string;
}

/** Why a request was refused or failed, as the answer's `error.code` has it. */
export type FaultCode =
  | 'bad_request'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'method_not_allowed'
  | 'timeout'
  | 'payload_too_large'
  | 'unsupported_media_type'
  | 'rate_limited'
  | 'stripe_failed'
  | 'aborted'
  | 'internal';

/** Answers one request for a session. Whatever else your server hands over goes on to `authorize`. */
export type SessionHandler = (request: Request, context?: unknown) => Promise<Response>;
