import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SessionHandler } from './createSessionHandler.js';

type Incoming = IncomingMessage & { body?: unknown; originalUrl?: string; protocol?: string };

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
  return async function listen(request, response) {
    const gone = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    const asked = toRequest(request, gone.signal);
    const answer = asked ? await handler(asked, request) : new Response(null, { status: 400 });
    if (gone.signal.aborted) return;
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(await answer.text());
  };
}

/** As a Request; nothing where its address or its headers are not ones. */
function toRequest(incoming: Incoming, signal: AbortSignal): Request | undefined {
  try {
    return makeRequest(incoming, signal);
  } catch {
    return undefined;
  }
}

function makeRequest(incoming: Incoming, signal: AbortSignal): Request {
  const { method = 'GET', url = '/', originalUrl = url } = incoming;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    // HTTP/2 puts its own pseudo headers there.
    if (value === undefined || name.startsWith(':')) continue;
    for (const one of Array.isArray(value) ? value : [value]) headers.append(name, one);
  }
  const scheme = 'encrypted' in incoming.socket ? 'https' : 'http';
  const base = `${scheme}://${headers.get('Host') ?? 'localhost'}`;
  const at = URL.canParse(originalUrl, base) ? new URL(originalUrl, base) : new URL('http://localhost/');
  // A fetch never has a body with these, so a Request cannot have one.
  if (['GET', 'HEAD'].includes(method)) return new Request(at, { method, headers, signal });
  if (['CONNECT', 'TRACE', 'TRACK'].includes(method)) return new Request(at, { headers, signal });
  const init: RequestInit & { duplex: 'half' } = {
    method,
    headers,
    signal,
    body: bodyOf(incoming),
    duplex: 'half',
  };
  return new Request(at, init);
}

function bodyOf(incoming: Incoming): RequestInit['body'] {
  const { body } = incoming;
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return body as Uint8Array<ArrayBuffer>;
  if (body !== undefined && incoming.readableEnded) return JSON.stringify(body);
  return new ReadableStream<Uint8Array>({
    start(controller) {
      incoming.on('data', (chunk: Uint8Array) => {
        controller.enqueue(chunk);
        if ((controller.desiredSize ?? 1) <= 0) incoming.pause();
      });
      incoming.on('end', () => controller.close());
      incoming.on('error', (error) => controller.error(error));
    },
    pull: () => void incoming.resume(),
    // Too large, or too slow: the rest is not read.
    cancel: () => void incoming.removeAllListeners('data').resume(),
  });
}
