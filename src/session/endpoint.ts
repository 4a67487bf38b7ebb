import type { SessionRequest, SessionResponse, SessionVerification } from './contract.js';

/** Where sessions come from: a URL, a URL with options, or your own function, which may also handle `verify`. */
export type SessionEndpoint =
  | string
  | URL
  | SessionEndpointOptions
  | SessionFetcher
  | ((request: SessionRequest) => Promise<string | SessionResponse | SessionVerification>);

/** A URL, and how to send requests to it. */
export interface SessionEndpointOptions {
  /** The URL of the endpoint, relative to the page or absolute. */
  url: string | URL;
  /**
   * Headers to send with each request. A function is called for every request, so a token can be fresh. A header with
   * an empty value is not sent.
   */
  headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined;
  /** Whether to send cookies, as in `fetch`. @default 'same-origin' */
  credentials?: RequestCredentials | undefined;
  /** Creates the JSON body, if your endpoint expects a different one than documented. */
  body?: ((request: SessionRequest) => unknown) | undefined;
  /** Reads the JSON of a session (but not of a `verify`), if it differs from what Stripe's SDKs return. */
  parse?: ((json: unknown) => SessionResponse) | undefined;
  /**
   * Sends the request. If it throws an error with a `status`, that counts as the response status.
   * @default the global `fetch`
   */
  fetch?: typeof fetch | undefined;
  /** The time limit of one attempt, in milliseconds. @default 15_000 */
  timeout?: number | undefined;
  /**
   * The total number of attempts, or an object that also bounds the pauses between them, in milliseconds.
   * @default 3
   */
  retry?:
    number | { attempts: number; minDelay?: number | undefined; maxDelay?: number | undefined } | undefined;
}

/**
 * Your own function that gets a session. It is called once for the first secret, so retrying is up to the function.
 * An error that it throws counts as temporary, so a refresh is retried. The exceptions are an error with a `status`,
 * a thrown `Response` and an `EmbeddedError`, which themselves say whether a retry makes sense.
 */
export type SessionFetcher = (request: SessionRequest) => Promise<string | SessionResponse>;

export interface EndpointAnswer {
  json: unknown;
  /** The server's time when it responded, from its `Date` header. */
  serverTime?: number;
}
