import type { SessionRequest, SessionResponse, SessionVerification } from './contract.js';

/** Where sessions come from: a URL, a URL with options, or a function of yours, which may also answer to `verify`. */
export type SessionEndpoint =
  | string
  | URL
  | SessionEndpointOptions
  | SessionFetcher
  | ((request: SessionRequest) => Promise<string | SessionResponse | SessionVerification>);

/** A URL, and how to ask it. */
export interface SessionEndpointOptions {
  /** Where the request goes: relative to the page, or whole. */
  url: string | URL;
  /** Sent with each request; a function is asked each time, so that a token can be fresh. One that is empty is not sent. */
  headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined;
  /** Whether cookies go along, as `fetch` has it. @default 'same-origin' */
  credentials?: RequestCredentials | undefined;
  /** Makes the JSON body, where your endpoint wants another than the documented one. */
  body?: ((request: SessionRequest) => unknown) | undefined;
  /** Reads the JSON of a session, not of a `verify`, where it is another than what Stripe's SDKs print. */
  parse?: ((json: unknown) => SessionResponse) | undefined;
  /** Sends the request. An error that it throws with a `status` is that answer. @default the global one */
  fetch?: typeof fetch | undefined;
  /** Milliseconds for one attempt. @default 15_000 */
  timeout?: number | undefined;
  /** Attempts in all, or with the bounds of the pauses between them in milliseconds. @default 3 */
  retry?:
    number | { attempts: number; minDelay?: number | undefined; maxDelay?: number | undefined } | undefined;
}

/**
 * Your own way to a session. It is called once for the first secret: retrying is up to it. What it throws may be over
 * soon, so a refresh is asked for again; but an error with a `status`, a thrown `Response`, and an `EmbeddedError` are
 * taken at their word.
 */
export type SessionFetcher = (request: SessionRequest) => Promise<string | SessionResponse>;

export interface EndpointAnswer {
  json: unknown;
  /** The server's time when it answered, by its `Date` header. */
  serverTime?: number;
}
