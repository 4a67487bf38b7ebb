import { Agent, request as nodeRequest, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { createSessionHandler, type SessionHandler } from 'stripe-embedded/server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serveOnPort } from '../support/sending.js';

/** Node's own conversion, which h3, Nitro and custom servers use. */
const byNode = (incoming: IncomingMessage) => Readable.toWeb(incoming) as unknown as BodyInit;

/** Like SvelteKit's: cancelling the body destroys the connection. */
const breakingOff = (incoming: IncomingMessage) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      incoming.on('data', (chunk: Uint8Array) => controller.enqueue(chunk));
      incoming.on('end', () => controller.close());
    },
    cancel: () => void incoming.removeAllListeners('data').removeAllListeners('end').destroy(),
  });

/** Like h3's, and so Nitro's and Nuxt's: it does not notice when the body is cancelled. */
const unhearing = (incoming: IncomingMessage) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      incoming.on('data', (chunk: Uint8Array) => controller.enqueue(chunk));
      incoming.on('end', () => controller.close());
    },
  });

/** Like GraphQL Yoga's server, whose Request returns itself from `clone()`. */
const itself = (request: Request) => Object.assign(request, { clone: () => request });

/** Like servers that pass a handler a web Request on Node. */
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

/** Collects exceptions that nobody can catch and that would end the process. */
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
/** More than the handler skips of an unwanted body. */
const IMMENSE = JSON.stringify({ flow: 'connect', x: 'x'.repeat(4_000_000) });
/** More than the streams on the way hold, but less than the handler skips. */
const FAR_TOO_LARGE = 'x'.repeat(600_000);
const COOKIE = { Cookie: 'signed=in' };

/** The caller, the expected status, the body and extra headers. */
type Row = [string, number, string, object];

describe.each<[string, (incoming: IncomingMessage) => BodyInit, ((request: Request) => Request)?]>([
  ['Node’s own', byNode],
  ['one that destroys the connection on cancel', breakingOff],
  ['one that ignores cancel', unhearing],
  ['one that destroys the connection on cancel, with a request that clones to itself', breakingOff, itself],
])('behind a body stream such as %s', (_, bodyOf, changed) => {
  it.each<Row>([
    ['a caller who is not signed in', 401, '{"flow":"connect"}', {}],
    ['another site', 403, '{"flow":"connect"}', { Origin: 'https://evil.example' }],
    ['a form', 415, 'flow=connect', { 'Content-Type': 'application/x-www-form-urlencoded' }],
    ['a caller who is not signed in and sends far too much', 401, LARGE, {}],
    ['a signed-in caller who sends far too much', 413, LARGE, COOKIE],
    // h3 1 throws on what arrives after a body is given up, and cannot know that it was.
    ...(bodyOf === unhearing
      ? []
      : [['a signed-in caller whose body is given up', 413, IMMENSE, COOKIE] as Row]),
    ['a signed-in caller', 200, '{"flow":"connect"}', COOKIE],
  ])('%s gets %i, and the server keeps running', async (__, status, body, more) => {
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
            // Like a browser, whose body may arrive after its headers.
            if (pause) setTimeout(() => request.end(body), pause);
            else request.end(body);
          }),
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(answers).toEqual([status, status]);
    expect(thrown).toEqual([]);
  });

  it.each<Row>([
    ['a caller who is not signed in', 401, FAR_TOO_LARGE, { 'Transfer-Encoding': 'chunked' }],
    ['a caller who announces too much', 413, FAR_TOO_LARGE, COOKIE],
    ['another site', 403, FAR_TOO_LARGE, { Origin: 'https://evil.example' }],
    ['a form', 415, FAR_TOO_LARGE, { 'Content-Type': 'text/plain' }],
  ])('%s gets %i, and the connection can be used again', async (__, status, body, more) => {
    const port = await serve(handler, bodyOf, changed);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    const ask = (text: string, own: object) =>
      new Promise((resolve, reject) => {
        const headers = { 'Content-Type': 'application/json', ...own };
        const options = { port, host: '127.0.0.1', method: 'POST', headers, agent };
        const request = nodeRequest(options, (response) =>
          response.resume().on('end', () => resolve([response.statusCode, request.reusedSocket])),
        );
        request.on('error', reject).end(text);
      });
    expect(await ask(body, more)).toEqual([status, false]);
    expect(await ask('{"flow":"connect"}', COOKIE)).toEqual([200, true]);
  });
});

it('a request that clones to itself, whose body `authorize` has read, still gets its refusal', async () => {
  const reading = createSessionHandler({
    stripe: { accountSessions: { create: async () => ({ client_secret: 'x' }) } },
    authorize: async (request) => void (await request.text()),
    connect: { components: { payments: true } },
  });
  const request = new Request('http://127.0.0.1/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{"flow":"connect"}',
  });
  expect(await reading(itself(request))).toMatchObject({ status: 401 });
});
