import type { SessionHandler } from './options.js';
import { readStream } from './readBody.js';

/** Whoever waits for the answer: less than a signal, which would be made for each request and asked by few. */
export interface Waiter {
  isGone: () => boolean;
  /** Calls back when it has gone: never when it had gone before. */
  whenGone: (tell: () => void) => void;
}

/** One request, however it came: what a web server and what Node hand over. */
export interface Asked {
  request: Request;
  readText: () => Promise<string>;
  waiter: Waiter;
  context: unknown;
}

export interface Answer {
  status: number;
  headers: Record<string, string | string[]>;
  body: string | null;
}

export type Responder = (asked: Asked) => Promise<Answer>;

const responders = new WeakMap<SessionHandler, Responder>();

/** A handler for the web's servers, which Node's listener can go past: to make a Response and take it apart again is half of its work. */
export function toHandler(respond: Responder): SessionHandler {
  const handler: SessionHandler = async (request, context) => {
    // `authorize` may copy the request, or pass it on: one that has been read cannot be.
    const isRead = request?.bodyUsed || request?.body?.locked;
    const { headers: sent, clone } = (request ?? {}) as { headers?: Partial<Headers>; clone?: unknown };
    // An event of h3's has a request's headers.
    if (!sent?.get || !(isRead || clone)) throw noRequest();
    // Azure's request has none.
    const { signal }: { signal?: AbortSignal } = request;
    const copy = isRead ? request : request.clone();
    const { body: text } = copy;
    const { status, headers, body } = await respond({
      request,
      readText: () => readStream(text),
      waiter: {
        isGone: () => Boolean(signal?.aborted),
        whenGone: (tell) => signal?.addEventListener('abort', tell),
      },
      context,
    });
    // Only its copy: with both, what is still on its way would go, and on Node the connection before the answer. Some
    // servers' own Request says that it is its own copy.
    if (copy !== request && request.body?.locked === false) request.body.cancel().catch(() => {});
    return new Response(body, { status, headers: headers as Record<string, string> });
  };
  responders.set(handler, respond);
  return handler;
}

/** Node's own, or a framework's context, whose author would read only that it has no `clone`. */
const noRequest = () =>
  new TypeError(
    '[stripe-embedded] The session handler was called without a `Request`. Behind Express, `node:http` or `pages/api`, wrap it: `toNodeListener(handler)`. Elsewhere hand over the request itself, as `handler(context.req.raw)` in Hono.',
  );

/** What is behind a handler: also behind one of the app's own that wraps ours. */
export const responderOf = (handler: SessionHandler): Responder =>
  responders.get(handler) ??
  (async ({ request, readText, waiter, context }) => {
    const gone = new AbortController();
    if (waiter.isGone()) gone.abort();
    else waiter.whenGone(() => gone.abort());
    const init = { method: request.method, headers: request.headers, signal: gone.signal };
    const hasBody = !['GET', 'HEAD'].includes(request.method);
    const whole = new Request(request.url, hasBody ? { ...init, body: await readText() } : init);
    const response = await handler(whole, context);
    return {
      status: response.status,
      headers: { ...Object.fromEntries(response.headers), ...cookiesOf(response) },
      body: await response.text(),
    };
  });

/** Of all headers only these cannot be put into one. */
function cookiesOf({ headers }: Response): Record<string, string[]> {
  const cookies = headers.getSetCookie();
  return cookies.length ? { 'set-cookie': cookies } : {};
}
