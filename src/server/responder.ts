import type { SessionHandler } from './options.js';
import { readStream } from './readBody.js';

/** Whether anybody waits for the answer yet. An `AbortSignal` would say it too, and takes time to make for each request. */
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

/**
 * A handler for servers that speak `Request` and `Response`. What answers is kept beside it: Node's listener calls that
 * directly, because to make a `Response` only to take it apart again would be half of its work.
 */
export function toHandler(respond: Responder): SessionHandler {
  const handler: SessionHandler = async (request, context) => {
    // The body is read from a copy. `authorize` may copy the request too, or pass it on, and neither can be done with
    // one that has been read.
    const isRead = request?.bodyUsed || request?.body?.locked;
    const { headers: sent, clone } = (request ?? {}) as { headers?: Partial<Headers>; clone?: unknown };
    // h3's event is no request, though it has `headers` like one: it is told by the `clone` that it lacks.
    if (!sent?.get || !(isRead || clone)) throw noRequest();
    // The request of Azure Functions has no signal.
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
    // Nobody reads the original any more. The copy is not cancelled as well: with both gone, the rest of the body would
    // be refused, and Node would close the connection before the answer is out. Some servers' `clone` gives the request
    // itself.
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

/** What answers behind a handler. One of the app's own, which may wrap ours, is called with a `Request`. */
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

/** Cookies are the only headers of which several cannot be joined into one. */
function cookiesOf({ headers }: Response): Record<string, string[]> {
  const cookies = headers.getSetCookie();
  return cookies.length ? { 'set-cookie': cookies } : {};
}
