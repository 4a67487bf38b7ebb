import { request as nodeRequest } from 'node:http';
import { Readable } from 'node:stream';
import { createSessionHandler, type SessionHandler } from 'stripe-embedded/server';
import { expect, it, onTestFinished } from 'vitest';
import { serveOnPort } from '../support/sending.js';

/** As servers do that give a handler the web's Request on Node: h3, Nitro, or an app of its own. */
const serve = (handler: SessionHandler) =>
  serveOnPort(async (incoming, response) => {
    const request = new Request('http://127.0.0.1/session', {
      method: 'POST',
      headers: incoming.headers as Record<string, string>,
      body: Readable.toWeb(incoming) as unknown as BodyInit,
      duplex: 'half',
    } as RequestInit);
    const answer = await handler(request);
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
const COOKIE = { Cookie: 'signed=in' };

it.each([
  ['nobody', 401, '{"flow":"connect"}', {}],
  ['another site', 403, '{"flow":"connect"}', { Origin: 'https://evil.example' }],
  ['a form', 415, 'flow=connect', { 'Content-Type': 'application/x-www-form-urlencoded' }],
  ['nobody, with far too much', 401, LARGE, {}],
  ['somebody, with far too much', 413, LARGE, COOKIE],
  ['somebody', 200, '{"flow":"connect"}', COOKIE],
])('%s is told so, and the server lives on', async (_, status, body, more) => {
  const thrown = uncaught();
  const port = await serve(handler);
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
