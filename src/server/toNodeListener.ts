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
    // Not by writeHead: Node counts the body only while no header is out, and sends it in pieces otherwise.
    response.statusCode = status;
    for (const name in headers) response.setHeader(name, headers[name]!);
    response.end(body);
  };
}

/** The request as the web knows it, for `authorize`: without its body, which the handler reads. */
function toRequest(incoming: Incoming): Request {
  const { method = 'GET', url = '/', originalUrl = url } = incoming;
  const headers: Array<[string, string]> = [];
  for (const name in incoming.headers) {
    const value = incoming.headers[name];
    // HTTP/2 puts its own pseudo headers there.
    if (value === undefined || name.startsWith(':')) continue;
    if (typeof value === 'string') headers.push([name, value]);
    else for (const one of value) headers.push([name, one]);
  }
  // No Request can have these methods.
  const isOdd = ['CONNECT', 'TRACE', 'TRACK'].includes(method);
  return new Request(addressOf(incoming, originalUrl), { method: isOdd ? 'GET' : method, headers });
}

/** Whatever is no address is answered all the same: the handler goes by headers and body. */
function addressOf({ socket, headers }: Incoming, path: string): string {
  const base = `${'encrypted' in socket ? 'https' : 'http'}://${headers.host ?? 'localhost'}`;
  try {
    const address = new URL(path, base);
    // No Request can have them.
    if (address.username || address.password) address.username = address.password = '';
    return address.href;
  } catch {
    return 'http://localhost/';
  }
}
