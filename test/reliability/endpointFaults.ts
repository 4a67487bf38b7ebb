import type { Sandbox } from 'stripe-embedded/sandbox';
import { overHttp } from '../support/endpoints.js';

/** What a user reads, by its meaning to them. */
export const READS = {
  connection: /The connection failed/,
  signedOut: /You are signed out/,
  forbidden: /This is not available for your account/,
  busy: /There were too many requests/,
  broken: /Something went wrong on our side/,
};

export interface EndpointFault {
  fault: string;
  answer: (init: RequestInit) => Response | Promise<Response>;
  reads: keyof typeof READS;
  code: string;
  status?: number;
  /** Whether time may fix it: then a failed refresh is retried without the user noticing. */
  again: boolean;
  /** Whether the user may fix it, and so gets a Retry. Otherwise only the page's own `retry()` is left. */
  retry: boolean;
}

const status = (
  code: number,
  reads: EndpointFault['reads'],
  error: string,
  again: boolean,
): EndpointFault => ({
  fault: `answers ${code}`,
  answer: () => new Response('{"error":{"message":"no"}}', { status: code }),
  reads,
  code: error,
  status: code,
  again,
  retry: true,
});

const body = (fault: string, text: string, headers: Record<string, string> = {}): EndpointFault => ({
  fault,
  answer: () => new Response(text, { headers }),
  reads: 'broken',
  code: 'endpoint_invalid_response',
  again: false,
  retry: true,
});

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError'))),
  );

/** Every way in which a session endpoint can fail. */
export const ENDPOINT_FAULTS: readonly EndpointFault[] = [
  status(400, 'broken', 'endpoint_failed', false),
  status(401, 'signedOut', 'endpoint_unauthorized', false),
  status(403, 'forbidden', 'endpoint_forbidden', false),
  status(404, 'broken', 'endpoint_failed', false),
  status(405, 'broken', 'endpoint_failed', false),
  status(429, 'busy', 'endpoint_rate_limited', true),
  status(500, 'broken', 'endpoint_failed', true),
  status(503, 'broken', 'endpoint_failed', true),
  {
    fault: 'never answers',
    answer: ({ signal }) => untilAborted(signal!),
    reads: 'connection',
    code: 'endpoint_timeout',
    again: true,
    retry: true,
  },
  {
    fault: 'cannot be reached',
    answer: () => Promise.reject(new TypeError('Failed to fetch')),
    reads: 'connection',
    code: 'endpoint_unreachable',
    again: true,
    retry: true,
  },
  {
    fault: 'breaks off in mid-response',
    answer: () =>
      new Response(
        new ReadableStream({
          pull: (stream) => stream.error(new TypeError('The connection was lost')),
        }),
      ),
    reads: 'connection',
    code: 'endpoint_unreachable',
    again: true,
    retry: true,
  },
  body('answers with HTML', '<!doctype html><title>Sign in</title>', { 'Content-Type': 'text/html' }),
  body('answers with nothing', ''),
  body('answers with truncated JSON', '{"client_secret":"accs_secret__ca'),
  body('answers with a list', '["accs_secret__1"]'),
  body('answers with null', 'null'),
  body('answers with a secret that is a number', '{"client_secret":42}'),
  body('answers with a secret that is an object', '{"client_secret":{"message":"no"}}'),
  body('answers without a secret', '{"account":"acct_1","expires_at":1768469400}'),
  body('answers with an error and status 200', '{"error":{"message":"no"}}'),
  body('answers with too large a body', '{}', { 'Content-Length': '5000000' }),
  body(
    'answers with too large a body in chunks',
    `{"client_secret":"accs_secret__${'x'.repeat(1_000_000)}"}`,
  ),
];

let endpoints = 0;

/** An endpoint by URL that works until a fault is set, and again once it is removed. */
export function failingEndpoint({ endpoint }: Sandbox) {
  const state = { fault: undefined as EndpointFault | undefined, requests: 0 };
  const well = overHttp(endpoint);
  const fetch = async (url: unknown, init: RequestInit = {}) => {
    state.requests++;
    if (state.fault) return state.fault.answer(init);
    return well(url, init);
  };
  // An instance is found again by its URL, so each test has its own.
  const url = `/session/${++endpoints}`;
  return { state, endpoint: { url, fetch: fetch as typeof globalThis.fetch } };
}
