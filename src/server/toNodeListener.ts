import type { IncomingMessage, ServerResponse } from 'node:http';
import { EmbeddedError } from '../session/errors.js';
import { HttpFault } from './HttpFault.js';
import type { SessionHandler } from './options.js';
import { readHead } from './readHead.js';
import { readIncoming } from './readIncoming.js';
import { responderOf, type Answer } from './responder.js';

/** An HTTP/2 response. */
type Streamed = { stream?: { destroyed: boolean } };

/**
 * Turns a session handler into a listener for `node:http`, Express and compatible frameworks. If a body parser has
 * already read the body, it is taken from `req.body`.
 *
 * @example
 * app.all('/api/stripe/session', toNodeListener(createSessionHandler(options)));
 */
export function toNodeListener(
  handler: SessionHandler,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  if (typeof handler !== 'function')
    throw new TypeError(
      '[stripe-embedded] `toNodeListener` needs the handler that `createSessionHandler` returns.',
    );
  const respond = responderOf(handler);
  return async function listen(incoming, response) {
    if (typeof response?.once !== 'function')
      throw new TypeError(
        '[stripe-embedded] The listener of `toNodeListener` takes a Node request and response, as Express passes them. In Fastify these are `request.raw` and `reply.raw`, in Koa `context.req` and `context.res`. Where a route returns its response, as in the App Router, use the handler itself: `export const POST = handler`.',
      );
    // The client may have disconnected while an earlier middleware ran. With HTTP/2, only the stream shows that.
    let isGone = ((response as Streamed).stream ?? response).destroyed;
    const tellGone: Array<() => void> = [];
    response.once('close', () => {
      // Not `writableFinished`: HTTP/2 also sets that for an aborted stream.
      isGone ||= !response.writableEnded;
      if (isGone) for (const tell of tellGone) tell();
    });
    let answer: Answer;
    try {
      const { method, header, request } = readHead(incoming);
      answer = await respond({
        method,
        header,
        request,
        readText: () => readIncoming(incoming),
        waiter: { isGone: () => isGone, whenGone: (tell) => void tellGone.push(tell) },
        context: incoming,
      });
    } catch (cause) {
      // A handler may throw because the client has disconnected. Logging that would add an entry for every page that a
      // user leaves.
      if (isGone) return;
      answer = failed(cause);
    }
    // Something else may have responded in the meantime, such as the server's own timeout.
    if (isGone || response.headersSent) return;
    const { status, headers, body } = answer;
    // Not with writeHead: once headers are out, Node no longer sets a Content-Length and sends the body in chunks.
    response.statusCode = status;
    for (const name in headers) {
      // Append: a compressed response already has a `Vary`, and one cookie must not replace another. The app's own
      // handler has these names in lower case.
      if (/^(vary|set-cookie)$/i.test(name)) response.appendHeader(name, headers[name]!);
      else response.setHeader(name, headers[name]!);
    }
    response.end(body);
  };
}

/**
 * The response when something threw. An `HttpFault` comes from reading the body and says what is wrong with it. Anything
 * else comes from a handler of the app, and only the log shows it.
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
