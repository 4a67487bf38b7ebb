import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SessionHandler } from './createSessionHandler.js';
import { readIncoming } from './readIncoming.js';
import { responderOf, type Answer } from './responder.js';

type Incoming = IncomingMessage & { originalUrl?: string };

/**
 * A session handler for `node:http`, Express and whatever else speaks their language. A body that a parser has
 * read already is taken from `req.body`.
 *
 * @example
 * app.post('/api/stripe/session', toNodeListener(createSessionHandler(options)));
 */
export function toNodeListener(
  handler: SessionHandler,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const respond = responderOf(handler);
  return async function listen(incoming, response) {
    const gone = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    const { status, headers, body } = await respond({
      request: toRequest(incoming),
      readText: () => readIncoming(incoming),
      signal: gone.signal,
      context: incoming,
    }).catch((): Answer => ({ status: 400, headers: {}, body: null }));
    if (gone.signal.aborted) return;
    response.writeHead(status, headers);
    response.end(body);
  };
}

/** The request as the web knows it, for `authorize`: without its body, which the handler reads. */
function toRequest(incoming: Incoming): Request {
  const { method = 'GET', url = '/', originalUrl = url } = incoming;
  // HTTP/2 puts its own pseudo headers there.
  const headers = Object.entries(incoming.headers).flatMap(([name, value = []]) =>
    name.startsWith(':') ? [] : [value].flat().map((one): [string, string] => [name, one]),
  );
  const scheme = 'encrypted' in incoming.socket ? 'https' : 'http';
  const base = `${scheme}://${incoming.headers.host ?? 'localhost'}`;
  // Whatever is no address is answered all the same: the handler goes by headers and body.
  const at = [new URL('http://localhost/'), URL.canParse(originalUrl, base) && new URL(originalUrl, base)]
    .filter((one) => one instanceof URL)
    .pop()!;
  at.username = at.password = '';
  // No Request can have these methods.
  const isOdd = ['CONNECT', 'TRACE', 'TRACK'].includes(method);
  return new Request(at, { method: isOdd ? 'GET' : method, headers });
}
