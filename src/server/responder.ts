import type { SessionHandler } from './options.js';
import { passOver, readStream } from './readBody.js';

/** Whether the client still waits for the response. An `AbortSignal` would be slow to create for each request. */
export interface Waiter {
  isGone: () => boolean;
  /** Calls back when the client disconnects. Never calls back if it had already disconnected. */
  whenGone: (tell: () => void) => void;
}

/** One request, from a web server or from Node. */
export interface Asked {
  method: string;
  /** A header by its name in lower case. */
  header: (name: string) => string | null;
  /** For the app's own code. Behind Node it is created when something looks at it, so ours does not. */
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

type Responder = (asked: Asked) => Promise<Answer>;

const responders = new WeakMap<SessionHandler, Responder>();

/**
 * Creates a handler for servers that use `Request` and `Response`. The responder is stored with it, so that Node's
 * listener can call it directly: creating a `Response` only to take it apart again would be half of its work.
 */
export function toHandler(respond: Responder): SessionHandler {
  const handler: SessionHandler = async (request, context) => {
    // The body is read from a copy, because `authorize` may clone the request or pass it on, which is impossible once its
    // body has been read.
    const isRead = request?.bodyUsed || request?.body?.locked;
    const { headers: sent, clone } = (request ?? {}) as { headers?: Partial<Headers>; clone?: unknown };
    // An h3 event is not a request, though it has `headers` too. It has no `clone`.
    if (!sent?.get || !(isRead || clone)) throw noRequest();
    // An Azure Functions request has no signal.
    const { signal }: { signal?: AbortSignal } = request;
    const copy = isRead ? request : request.clone();
    const { body: text } = copy;
    let isUnread = true;
    const { status, headers, body } = await respond({
      method: request.method,
      header: (name) => request.headers.get(name),
      request,
      readText: () => {
        isUnread = false;
        return readStream(text);
      },
      waiter: {
        isGone: () => Boolean(signal?.aborted),
        whenGone: (tell) => signal?.addEventListener('abort', tell),
      },
      context,
    });
    // On some servers, `clone` returns the request itself.
    if (copy !== request) {
      // A refusal may come before the body is read. The rest of a large one, left in the stream, would block the
      // connection for the next request.
      if (isUnread && text) void passOver(text.getReader());
      // Nothing reads the original any more. The copy is not cancelled at once: with both cancelled, the rest of the body
      // would be refused, and Node would close the connection before the response is out.
      if (request.body?.locked === false) request.body.cancel().catch(() => {});
    }
    return new Response(body, { status, headers: headers as Record<string, string> });
  };
  responders.set(handler, respond);
  return handler;
}

/** For Node's own request or a framework's context: its developer would otherwise read only that it has no `clone`. */
const noRequest = () =>
  new TypeError(
    '[stripe-embedded] The session handler was called without a `Request`. Behind Express, `node:http` or `pages/api`, wrap it: `toNodeListener(handler)`. Elsewhere, pass the request itself, as in `handler(context.req.raw)` for Hono.',
  );

/** The responder behind a handler. A handler of the app's own, which may wrap ours, is called with a `Request`. */
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

/** `Set-Cookie` is the only header whose values cannot be joined into one. */
function cookiesOf({ headers }: Response): Record<string, string[]> {
  const cookies = headers.getSetCookie();
  return cookies.length ? { 'set-cookie': cookies } : {};
}
