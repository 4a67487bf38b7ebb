import { request as nodeRequest, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { createSessionHandler, type SessionHandler } from 'stripe-embedded/server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serveOnPort } from '../support/sending.js';

/** As Node's own, which h3, Nitro and an app of its own take. */
const byNode = (incoming: IncomingMessage) => Readable.toWeb(incoming) as unknown as BodyInit;

/** As SvelteKit's: when nobody wants the body any more, the connection is broken off. */
const breakingOff = (incoming: IncomingMessage) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      incoming.on('data', (chunk: Uint8Array) => controller.enqueue(chunk));
      incoming.on('end', () => controller.close());
    },
    cancel: () => void incoming.removeAllListeners('data').removeAllListeners('end').destroy(),
  });

/** As h3's, and so Nitro's and Nuxt's: it does not hear that nobody wants the body any more. */
const unhearing = (incoming: IncomingMessage) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      incoming.on('data', (chunk: Uint8Array) => controller.enqueue(chunk));
      incoming.on('end', () => controller.close());
    },
  });

/** As GraphQL Yoga's server has it, whose Request says that it is its own copy. */
const itself = (request: Request) => Object.assign(request, { clone: () => request });

/** As servers do that give a handler the web's Request on Node. */
const serve = (
  handler: SessionHandler,
  bodyOf: (incoming: IncomingMessage) => BodyInit,
  changed = (request: Request) => request,
) =>
  serveOnPort(async (incoming, response) => {
    const request = new Request('http://127.0.0.1/session', {
      method: 'POST',
      headers: incoming.headers as Record<string, string>,
      body: bodyOf(incoming),
      duplex: 'half',
    } as RequestInit);
    const answer = await handler(changed(request));
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  });

const handler = createSessionHandler({
  stripe: { accountSessions: { create: async () => ({ client_secret: 'x' }) } },
  authorize: (request) => (request.headers.get('Cookie') ? { account: 'acct_1' } : null),
  connect: { components: { payments: true } },
});

/** What the server throws where nobody can catch it: it would end the process. */
function uncaught(): unknown[] {
  const all: unknown[] = [];
  const others = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException').on('uncaughtException', (error) => all.push(error));
  onTestFinished(() => {
    process.removeAllListeners('uncaughtException');
    for (const other of others) process.on('uncaughtException', other);
  });
  return all;
}

const LARGE = JSON.stringify({ flow: 'connect', x: 'x'.repeat(200_000) });
/** More than is passed over of a body that nobody wants. */
const IMMENSE = JSON.stringify({ flow: 'connect', x: 'x'.repeat(4_000_000) });
const COOKIE = { Cookie: 'signed=in' };

/** Who asks, the status, the body, and more headers. */
type Row = [string, number, string, object];

describe.each<[string, (incoming: IncomingMessage) => BodyInit, ((request: Request) => Request)?]>([
  ['Node’s own', byNode],
  ['one that breaks off', breakingOff],
  ['one that does not hear', unhearing],
  ['one that breaks off, of a request that is its own copy', breakingOff, itself],
])('behind a body stream such as %s', (_, bodyOf, changed) => {
  it.each<Row>([
    ['nobody', 401, '{"flow":"connect"}', {}],
    ['another site', 403, '{"flow":"connect"}', { Origin: 'https://evil.example' }],
    ['a form', 415, 'flow=connect', { 'Content-Type': 'application/x-www-form-urlencoded' }],
    ['nobody, with far too much', 401, LARGE, {}],
    ['somebody, with far too much', 413, LARGE, COOKIE],
    // h3 1 throws by what comes after a body that is given up: it has no way to know.
    ...(bodyOf === unhearing
      ? []
      : [['somebody, with a body that is given up', 413, IMMENSE, COOKIE] as Row]),
    ['somebody', 200, '{"flow":"connect"}', COOKIE],
  ])('%s is told so, and the server lives on', async (__, status, body, more) => {
    const thrown = uncaught();
    const port = await serve(handler, bodyOf, changed);
    const headers = { 'Content-Type': 'application/json', ...more };
    const answers = await Promise.all(
      [0, 30].map(
        (pause) =>
          new Promise((resolve, reject) => {
            const request = nodeRequest({ port, host: '127.0.0.1', method: 'POST', headers }, (response) =>
              resolve(response.resume().statusCode),
            );
            request.on('error', reject);
            request.flushHeaders();
            // As a browser's body, which may come after its headers.
            if (pause) setTimeout(() => request.end(body), pause);
            else request.end(body);
          }),
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(answers).toEqual([status, status]);
    expect(thrown).toEqual([]);
  });
});
