import type { IncomingMessage, ServerResponse } from 'node:http';
import { EmbeddedError } from '../session/errors.js';
import { HttpFault } from './HttpFault.js';
import type { SessionHandler } from './options.js';
import { readIncoming } from './readIncoming.js';
import { responderOf, type Answer } from './responder.js';

type Incoming = IncomingMessage & { originalUrl?: string };
/** A response of HTTP/2's. */
type Streamed = { stream?: { destroyed: boolean } };

/**
 * A session handler for `node:http`, Express and whatever else speaks their language. A body that a parser has
 * read already is taken from `req.body`.
 *
 * @example
 * app.all('/api/stripe/session', toNodeListener(createSessionHandler(options)));
 */
export function toNodeListener(
  handler: SessionHandler,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  if (typeof handler !== 'function')
    throw new TypeError('[stripe-embedded] `toNodeListener` needs what `createSessionHandler` returns.');
  const respond = responderOf(handler);
  return async function listen(incoming, response) {
    if (typeof response?.once !== 'function')
      throw new TypeError(
        '[stripe-embedded] `toNodeListener` takes the two that Express hands over: of Fastify `request.raw` and `reply.raw`, of Koa `context.req` and `context.res`. Where a response is to be returned, as in a route of the App Router, give the handler itself: `export const POST = handler`.',
      );
    // The client may have gone while a middleware before us was at work. With HTTP/2, only the stream tells.
    let isGone = ((response as Streamed).stream ?? response).destroyed;
    const tellGone: Array<() => void> = [];
    response.once('close', () => {
      // Not `writableFinished`: HTTP/2 sets that for a stream that was broken off as well.
      isGone ||= !response.writableEnded;
      if (isGone) for (const tell of tellGone) tell();
    });
    let answer: Answer;
    try {
      answer = await respond({
        request: toRequest(incoming),
        readText: () => readIncoming(incoming),
        waiter: { isGone: () => isGone, whenGone: (tell) => void tellGone.push(tell) },
        context: incoming,
      });
    } catch (cause) {
      // A handler may throw because nobody waits any more. That is no trouble: the log would have one for each page that
      // somebody leaves.
      if (isGone) return;
      answer = failed(cause);
    }
    // Something else may have answered meanwhile, as a server's own timeout does.
    if (isGone || response.headersSent) return;
    const { status, headers, body } = answer;
    // Not by writeHead: Node counts the body only while no header is out, and sends it in pieces otherwise.
    response.statusCode = status;
    for (const name in headers) {
      // Added to what is there: a compressed answer has a `Vary` already, and one cookie must not replace another. A
      // handler of the app's own has these names in small letters.
      if (/^(vary|set-cookie)$/i.test(name)) response.appendHeader(name, headers[name]!);
      else response.setHeader(name, headers[name]!);
    }
    response.end(body);
  };
}

/**
 * The answer where something threw. An `HttpFault` is from reading the body, and says what is wrong with it; anything
 * else is from a handler of the app's own, and nobody but the log would hear of it.
 */
function failed(cause: unknown): Answer {
  const headers: Answer['headers'] = { 'Cache-Control': 'no-store' };
  if (!(cause instanceof HttpFault)) {
    // oxlint-disable-next-line no-console
    console.error(
      new EmbeddedError('endpoint_failed', 'The handler behind `toNodeListener` threw.', { cause }),
    );
    return { status: 500, headers, body: null };
  }
  headers['Content-Type'] = 'application/json';
  return { status: cause.status, headers, body: JSON.stringify(cause) };
}

/** The request as the web knows it, for `authorize`: without its body, which the handler reads. */
function toRequest(incoming: Incoming): Request {
  const { method = 'GET', socket } = incoming;
  const headers: Record<string, string> = {};
  for (const name in incoming.headers) {
    const value = incoming.headers[name];
    // HTTP/2 puts its own pseudo headers there.
    if (value === undefined || name.startsWith(':')) continue;
    // Lambda's adapters put a number there.
    headers[name] = Array.isArray(value) ? value.join(', ') : String(value);
  }
  // No Request can have these methods.
  const init = { method: ['CONNECT', 'TRACE', 'TRACK'].includes(method) ? 'GET' : method, headers };
  const host = String(incoming.headers[':authority'] ?? headers['host'] ?? 'localhost');
  const { url = '/', originalUrl: path = url } = incoming;
  const base = `${'encrypted' in socket ? 'https' : 'http'}://${host}`;
  // Most addresses are just put together: read as a URL, a path that begins with two slashes would name another host.
  const isPlain = path.startsWith('/') && !/[/\\?#@]/.test(host);
  try {
    return new Request(isPlain ? base + path : addressOf(path, base), init);
  } catch {
    // Whatever is no address is answered all the same: the handler goes by headers and body.
    return new Request('http://localhost/', init);
  }
}

/** Without a name and a password: no Request can have them. */
function addressOf(path: string, base: string): string {
  const address = new URL(path, base);
  address.username = address.password = '';
  return address.href;
}
