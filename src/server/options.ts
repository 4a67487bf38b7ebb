import type Stripe from 'stripe';
import type { SessionFlow } from '../session/contract.js';
import type { EmbeddedError } from '../session/errors.js';
import type { StripeClient } from './stripeClient.js';

/** Who is asking, according to your own sign-in. Any other fields are passed on to your policies. */
export interface Caller {
  /** The connected accounts that this person may act for: one id, or a list whose first entry is the default. */
  account?: string | readonly string[] | null | undefined;
  /** The customer who links bank accounts. */
  customer?: string | null | undefined;
  /** The same customer in Stripe's newer form, a customer account. */
  customerAccount?: string | null | undefined;
}

type Components = Stripe.AccountSessionCreateParams.Components;

/** Components under their names in Stripe's API, typed as in Stripe's SDK. `true` means `{ enabled: true }`. */
export type ComponentPolicy =
  | ({ [Name in keyof Components]?: Components[Name] | boolean } & {
      [preview: string]: { enabled: boolean; features?: object } | boolean | undefined;
    })
  // The SDK's interface has no index signature, so it does not match the type above.
  | Components;

/** A fixed value for every caller, or a function that chooses one for the caller. */
export type OfCaller<Value, Who> = Value | ((caller: Who) => Value | Promise<Value>);

/** What Connect sessions may show. */
export interface ConnectPolicy<Who> {
  /** The most that a session may show: a fixed object, or a function of the caller, for example by role. */
  components: OfCaller<ComponentPolicy, Who>;
  /**
   * Allows components and features in preview, which the API accepts only with its preview header, and those that are
   * newer than this library. `true` sends `embedded_connect_beta=v2` with the SDK's own API version. Pass a version to
   * use it instead of the SDK's.
   */
  preview?: boolean | string | undefined;
}

/** The most that bank linking may ask for, under the names of Stripe's API. */
export interface BankPolicy {
  /** Which data of the linked accounts you may read. */
  permissions: ReadonlyArray<'balances' | 'ownership' | 'payment_method' | 'transactions'>;
  /** Which accounts may be linked. */
  filters?:
    | {
        country?: string | undefined;
        countries?: readonly string[] | undefined;
        account_subcategories?: readonly string[] | undefined;
        /**
         * Whether all accounts, or at least one, must support payments, with account numbers that are available before
         * Stripe's window closes.
         */
        require_payment_method_support?: 'all' | 'at_least_one' | 'none' | undefined;
      }
    | undefined;
  /** How many accounts may be linked. */
  limits?: { accounts: number } | undefined;
  /** Which data Stripe may fetch from the bank right away. */
  prefetch?: ReadonlyArray<'balances' | 'ownership' | 'transactions'> | undefined;
  /** Whether account numbers may be typed in by hand. */
  manual_entry?: { mode?: string | undefined } | undefined;
  /** For an app's webview: where Stripe sends the person afterwards. */
  return_url?: string | undefined;
  /** Posts to the older endpoint, `/v1/link_account_sessions`, whose country filter is `countries`. */
  legacy?: boolean | undefined;
}

/** Who may get a session, and what the session may show. */
export interface SessionHandlerOptions<Who extends Caller = Caller> {
  /**
   * Your Stripe client, created with your secret key: `new Stripe(process.env.STRIPE_SECRET_KEY!)`. Pass a function that
   * returns a client if the key is not available when the module loads, or if it depends on the caller, as with test and
   * live mode. The function is called for each session.
   */
  stripe: OfCaller<StripeClient, Who>;
  /**
   * Returns who is asking, according to your own sign-in. If it returns `null` or throws, the response is 401. If it
   * throws an error with a `status` of 500 or above, or with a `response` that has one, because your sign-in is down, the
   * response is 500 and the page tries again. Nothing that the client sends overrides the result. Write `authorize`
   * above the policies: TypeScript infers the caller's type from it, from top to bottom.
   */
  authorize(
    request: Request,
    /** The second argument that your server passed to the handler. Behind `toNodeListener`, Node's own request. */
    context: unknown,
  ): Who | null | undefined | Promise<Who | null | undefined>;
  /** What Connect sessions may show. If you leave it out, requests for Connect sessions get a 404. */
  connect?: ConnectPolicy<Who> | undefined;
  /**
   * What bank linking may ask for: a fixed policy, or a function of the caller. If you leave it out, requests for
   * bank linking get a 404.
   */
  financialConnections?: OfCaller<BankPolicy, Who> | undefined;
  /** Your publishable key, fixed or by caller. The response includes it, so your pages need not know it. */
  publishableKey?: OfCaller<string | undefined, Who> | undefined;
  /** The language for this person, fixed or by caller. The response includes it. */
  locale?: OfCaller<string | undefined, Who> | undefined;
  /**
   * Origins whose pages may request sessions, each written in full. A list replaces the default, so include your
   * own origin. @default the request's own
   */
  allowedOrigins?: readonly string[] | undefined;
  /**
   * Milliseconds that Stripe may take to answer, in total, whatever your Stripe client's own settings are. Your functions
   * that choose the client and the policy count too; waiting for a turn (see `limit`) does not. The server does not retry,
   * because the page does. @default 10_000
   */
  timeout?: number | undefined;
  /**
   * How many calls to Stripe may run at a time, and how many more may wait for a turn, each for up to `timeout`. Requests
   * beyond these limits get a 429. @default { concurrent: 100, waiting: 1_000 }
   */
  limit?: { concurrent?: number | undefined; waiting?: number | undefined } | undefined;
  /**
   * Called for each authorised request, before its body is read. Use it for a rate limiter that all your instances share.
   * To refuse the request with 429, return `false` or the number of seconds to wait.
   */
  rateLimit?: ((caller: Who, request: Request) => boolean | number | Promise<boolean | number>) | undefined;
  /**
   * Called for each request that is refused or fails. Never receives a secret. If you set neither `onError` nor `onEvent`,
   * the handler logs responses of 500 or above, and bugs in `authorize`, to the console.
   */
  onError?: ((error: EmbeddedError, context: SessionEventOfServer) => void | Promise<void>) | undefined;
  /** Called with the outcome of each request, except successful preflights. Never receives a secret. */
  onEvent?: ((event: SessionEventOfServer) => void | Promise<void>) | undefined;
}

/** The outcome of one request. */
export interface SessionEventOfServer {
  /** `refused` means that the caller caused it; `failed` means that your server or Stripe did. */
  type: 'minted' | 'verified' | 'refused' | 'failed';
  /** Which flow the session was for. Missing if the request ended before its body was read and checked. */
  flow?: SessionFlow;
  /** The connected account that the session is for. */
  account?: string;
  /** The HTTP status of the response. */
  status: number;
  /** Why the request was refused or failed. */
  code?: FaultCode;
  /** Milliseconds from the request to the response. */
  duration: number;
  /** The id that Stripe gave to the API request, to quote to Stripe's support. */
  requestId?: string;
}

/** Why a request was refused or failed: the `error.code` of the response body. */
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

/** Answers one session request. The second argument is passed on to `authorize`. */
export type SessionHandler = (request: Request, context?: unknown) => Promise<Response>;
