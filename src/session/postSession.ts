import { callPage } from './callPage.js';
import type { Clock } from './clock.js';
import { REQUESTED_WITH, type SessionRequest, type SessionRequestBody } from './contract.js';
import type { EndpointAnswer, SessionEndpointOptions } from './endpoint.js';
import { fault } from './errors.js';
import { isOffline } from './isOffline.js';
import { refused } from './refused.js';
import { unreachable } from './unreachable.js';
import { withRetry } from './withRetry.js';
import { withTimeout } from './withTimeout.js';

/** No session comes near this size: a larger answer is some page, not worth reading. */
const LARGEST_ANSWER = 1_000_000;

/** Asks a URL, with the timeouts and retries of its options. */
export function postSession(
  options: SessionEndpointOptions,
  request: SessionRequest,
  clock: Clock,
): Promise<EndpointAnswer> {
  const { timeout = 15_000, retry = 3 } = options;
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
  // Never with the query or the fragment: people put tokens there.
  const where = String(url).replace(/[?#].*/s, '');
  if (isOffline()) throw unreachable(where, 'this device is offline');

  const sent = new Headers({ 'Content-Type': 'application/json', 'X-Requested-With': REQUESTED_WITH });
  const own = typeof headers === 'function' ? await callPage(headers) : headers;
  // An empty one takes ours away: some gateways fix which headers another origin's page may send.
  new Headers(own).forEach((value, name) => (value ? sent.set(name, value) : sent.delete(name)));
  const init: RequestInit = {
    method: 'POST',
    headers: sent,
    credentials,
    cache: 'no-store',
    body: JSON.stringify(body(request)),
    signal: request.signal,
  };
  const answer = send(url, init);
  // A `fetch` of the page's own, as ky's, may throw where the browser's would answer with a status.
  const response = await callPage(() => answer, where, 'the request did not get through');
  // An app's tests stub `fetch` with what they need: often no more than `ok` and `json()`.
  const header = (name: string) => response.headers?.get(name) ?? '';
  const serverTime = Date.parse(header('Date')) || undefined;
  if (!response.ok) {
    // A body of node-fetch's, and of the stubs that stand on it, cannot be cancelled. It is not waited for: where the
    // response was cloned, as Mock Service Worker does, it ends when the copy does.
    response.body?.cancel?.().catch(() => {});
    // Another origin's `Date` is hidden, unless that server exposes it: this page's clock is better than no pause.
    const pause = retryAfter(header('Retry-After'), serverTime ?? clock.now());
    throw refused(response.status, where, { retryAfter: pause });
  }

  const toldTooLarge = Number(header('Content-Length')) > LARGEST_ANSWER;
  const text = toldTooLarge ? '' : await callPage(() => textOf(response), where, 'the answer broke off');
  // An answer that comes in pieces does not say beforehand how large it is.
  const tooLarge = toldTooLarge || text.length > LARGEST_ANSWER;
  let json: unknown;
  try {
    json = JSON.parse(tooLarge ? '' : text);
  } catch {
    // The parser's own error quotes the text, and the text may hold the secret.
    throw fault(
      'endpoint_invalid_response',
      { url: where, what: tooLarge ? 'over a megabyte' : kindOf(text, header('Content-Type')) },
      { status: response.status },
    );
  }
  try {
    if (parse && !request.verify) json = parse(json);
  } catch (cause) {
    throw fault('endpoint_invalid_response', { what: 'is not what `parse` takes' }, { cause });
  }
  return { json, serverTime };
}

const wireBody = ({ signal: _signal, ...wish }: SessionRequest): SessionRequestBody => wish;

const textOf = async (response: Response): Promise<string> =>
  response.text ? response.text() : JSON.stringify(await response.json());

function kindOf(text: string, type: string): string {
  if (!text.trim()) return 'nothing';
  return /html/i.test(type) || /^\s*</.test(text) ? 'HTML' : 'text';
}

/** `Retry-After` in milliseconds: the header has seconds, or a date. */
function retryAfter(header: string, now: number): number | undefined {
  const delay = Number(header) * 1000 || Date.parse(header) - now;
  return delay > 0 ? delay : undefined;
}
