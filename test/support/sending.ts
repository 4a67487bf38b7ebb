import { createServer, request as nodeRequest, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A server on this machine, until the test ends. Returns its port. */
export async function serveOnPort(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

interface Sent {
  path?: string;
  headers?: Record<string, string>;
}

/** A POST in chunks, so that no header states its size, unless one is given. */
export const send = (port: number, body: string | Uint8Array, { path = '/session', headers }: Sent = {}) =>
  new Promise<{ status: number; headers: IncomingMessage['headers'] }>((resolve, reject) => {
    const all = { 'Content-Type': 'application/json', ...headers };
    const request = nodeRequest({ port, host: '127.0.0.1', path, method: 'POST', headers: all }, (response) =>
      response.resume().on('end', () => resolve({ status: response.statusCode!, headers: response.headers })),
    );
    request.on('error', reject);
    request.write(body);
    request.end();
  });
