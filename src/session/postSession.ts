import { callPage } from './callPage.js';
import type { Clock } from './clock.js';
import { REQUESTED_WITH, type SessionRequest, type SessionRequestBody } from './contract.js';
import type { EndpointAnswer, SessionEndpointOptions } from './endpoint.js';
import { fault } from './errors.js';
import { isOffline } from './isOffline.js';
import { refused } from './refused.js';
import { unreachable } from './unreachable.js';
import { withoutQuery } from './withoutQuery.js';
import { withRetry } from './withRetry.js';
import { withTimeout } from './withTimeout.js';

/** No session comes near this size: a larger response is some web page and not worth reading. */
const LARGEST_ANSWER = 1_000_000;

/** Sends the request to a URL, with the timeouts and retries of its options. */
export function postSession(
  options: SessionEndpointOptions,
  request: SessionRequest,
  clock: Clock,
): Promise<EndpointAnswer> {
  const { timeout, retry = 3 } = options;
  return withRetry(
    () =>
      withTimeout((signal) => post(options, { ...request, signal }, clock), {
        timeout,
        clock,
        signal: request.signal,
      }),
    { ...(typeof retry === 'number' ? { attempts: retry } : retry), clock, signal: request.signal },
  );
}

async function post(
  options: SessionEndpointOptions,
  request: SessionRequest,
  clock: Clock,
): Promise<EndpointAnswer> {
  const { url, headers, credentials = 'same-origin', body = wireBody, parse, fetch: send = fetch } = options;
  // Without the query and the fragment, because people put tokens there.
  const where = withoutQuery(String(url));
  if (isOffline()) throw unreachable(where, 'offline');

  const sent = new Headers({
    // Without it, many sign-in libraries redirect to their sign-in page where a script needs a 401.
    Accept: 'application/json',
    'Content-Type': 'application/json',
    'X-Requested-With': REQUESTED_WITH,
  });
  const own = typeof headers === 'function' ? await callPage(headers) : headers;
  // An empty value removes our header: some gateways allow only a fixed set of headers across origins.
  new Headers(own).forEach((value, name) => (value ? sent.set(name, value) : sent.delete(name)));
  const init: RequestInit = {
    method: 'POST',
    headers: sent,
    credentials,
    cache: 'no-store',
    body: JSON.stringify(body(request)),
    signal: request.signal,
  };
  // The page's own `fetch`, such as ky, may throw where the browser's would return a response with a status.
  const response = await callPage(() => send(url, init), where, 'no_response');
  // An app's tests stub `fetch`, often with no more than `ok` and `json()`.
  const header = (name: string) => response.headers?.get?.(name) ?? '';
  const serverTime = Date.parse(header('Date')) || undefined;
  if (!response.ok) {
    // Bodies of node-fetch, and of stubs built on it, cannot be cancelled. Do not await `cancel`: if the response was
    // cloned, as Mock Service Worker does, it settles only when the copy ends.
    response.body?.cancel?.().catch(() => {});
    // The `Date` of another origin is hidden unless its server exposes it. This page's clock is better than no pause.
    const pause = retryAfter(header('Retry-After'), serverTime ?? clock.now());
    throw refused(response.status, where, { retryAfter: pause });
  }

  const toldTooLarge = Number(header('Content-Length')) > LARGEST_ANSWER;
  const text = toldTooLarge ? '' : await callPage(() => textOf(response), where, 'broke_off');
  // A chunked response does not announce its size.
  const tooLarge = toldTooLarge || text.length > LARGEST_ANSWER;
  let json: unknown;
  try {
    json = JSON.parse(tooLarge ? '' : text);
  } catch {
    // Not the parser's own error: it quotes the text, which may contain the secret.
    throw fault(
      'endpoint_invalid_response',
      { url: where, what: tooLarge ? 'over a megabyte' : kindOf(text, header('Content-Type')) },
      { status: response.status },
    );
  }
  try {
    if (parse && !request.verify) json = parse(json);
  } catch (cause) {
    throw fault('endpoint_invalid_response', { what: 'not_for_parse' }, { cause });
  }
  return { json, serverTime };
}

const wireBody = ({ signal: _signal, ...wish }: SessionRequest): SessionRequestBody => wish;

async function textOf(response: Response): Promise<string> {
  if (response.text) return response.text();
  try {
    return JSON.stringify(await response.json());
  } catch (error) {
    if ((error as Error).name !== 'SyntaxError') throw error;
    // The body is there, and is not JSON.
    return '';
  }
}

function kindOf(text: string, type: string): string {
  if (!text.trim()) return 'nothing';
  return /html/i.test(type) || /^\s*</.test(text) ? 'HTML' : 'text';
}

/** `Retry-After` in milliseconds. The header holds seconds or a date. */
function retryAfter(header: string, now: number): number | undefined {
  const delay = Number(header) * 1000 || Date.parse(header) - now;
  return delay > 0 ? delay : undefined;
}
