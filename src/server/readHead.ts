import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { lateRequest } from './lateRequest.js';
import type { Asked } from './responder.js';

type Incoming = IncomingMessage & { originalUrl?: string };

/** What precedes the body of a Node request. */
export function readHead(incoming: Incoming): Pick<Asked, 'method' | 'header' | 'request'> {
  const { method = 'GET', socket } = incoming;
  const headers: Record<string, string> = {};
  for (const name in incoming.headers) {
    const value = incoming.headers[name];
    // HTTP/2 adds its pseudo-headers here.
    if (value === undefined || name.startsWith(':')) continue;
    // Lambda adapters pass numbers here.
    headers[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : String(value);
  }
  const host = String(incoming.headers[':authority'] ?? headers['host'] ?? 'localhost');
  const { url = '/', originalUrl: path = url } = incoming;
  // Without TLS, Node's sockets have no `encrypted`, Bun's have `false`.
  const isEncrypted = (socket as Partial<TLSSocket> | undefined)?.encrypted;
  return {
    method: method.toUpperCase(),
    header: (name) => headers[name] ?? null,
    request: lateRequest(() => {
      // `Request` does not accept these methods.
      const init = { method: ['CONNECT', 'TRACE', 'TRACK'].includes(method) ? 'GET' : method, headers };
      const base = `${isEncrypted ? 'https' : 'http'}://${host}`;
      // Most addresses are only concatenated: parsed as a URL, a path that begins with two slashes would name another
      // host.
      const isPlain = path.startsWith('/') && !/[/\\?#@]/.test(host);
      try {
        return new Request(isPlain ? base + path : addressOf(path, base), init);
      } catch {
        // An invalid address still gets a response: the handler needs only the headers and the body.
        return new Request('http://localhost/', init);
      }
    }),
  };
}

/** Drops the user name and password, which `Request` does not accept. */
function addressOf(path: string, base: string): string {
  const address = new URL(path, base);
  address.username = address.password = '';
  return address.href;
}
