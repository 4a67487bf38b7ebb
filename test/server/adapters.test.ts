import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { request as nodeRequest, type RequestListener } from 'node:http';
import { toNodeListener, type SessionHandler } from 'stripe-embedded/server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serveOnPort } from '../support/sending.js';
import { serverStage } from '../support/serverStage.js';

/** Serves a listener on a free port and returns its URL. */
const serve = async (listener: RequestListener) => `http://127.0.0.1:${await serveOnPort(listener)}`;

const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${url}/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: url, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

/** The behaviour that every adapter must show. */
async function behaves(url: string, own: string) {
  const answer = await post(url, { flow: 'connect' });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('Cache-Control')).toBe('no-store');
  expect(await answer.json()).toMatchObject({ account: own, client_secret: expect.stringMatching(/^accs_/) });
  expect((await post(url, { flow: 'connect', account: 'acct_other' })).status).toBe(403);
  expect((await post(url, { flow: 'connect' }, { Origin: 'https://evil.example' })).status).toBe(403);
}

async function serveByFastify(handler: SessionHandler) {
  const app = fastify();
  onTestFinished(() => app.close());
  const listener = toNodeListener(handler);
  app.all('/session', (request, reply) => {
    reply.hijack();
    return listener(Object.assign(request.raw, { body: request.body }), reply.raw);
  });
  return app.listen({ port: 0, host: '127.0.0.1' });
}

describe('createSessionHandler', () => {
  it('works with node:http', async () => {
    const { handler, own } = serverStage();
    const url = await serve(toNodeListener(handler));
    await behaves(url, own);
    const whole = await post(url, { flow: 'connect' });
    expect(whole.headers.get('Content-Length')).toBe(String((await whole.arrayBuffer()).byteLength));
    expect((await fetch(`${url}/session`)).status).toBe(405);
    expect((await post(url, JSON.stringify({ flow: 'connect', x: 'x'.repeat(100_000) }))).status).toBe(413);
    expect((await post(url, '{')).status).toBe(400);
  });

  it.each([
    ['Express', false],
    ['Express behind its JSON parser', true],
  ])('works with %s', async (_, parsed) => {
    const { handler, own } = serverStage();
    const app = express();
    if (parsed) app.use(express.json());
    app.post('/session', toNodeListener(handler));
    await behaves(await serve(app as RequestListener), own);
  });

  it('works with Fastify', async () => {
    const { handler, own } = serverStage();
    await behaves(await serveByFastify(handler), own);
  });

  it('works with Fastify for a page on another origin', async () => {
    const { handler } = serverStage({ allowedOrigins: ['https://app.example'] });
    const url = await serveByFastify(handler);
    const headers = { Origin: 'https://app.example', 'Access-Control-Request-Method': 'POST' };
    const preflight = await fetch(`${url}/session`, { method: 'OPTIONS', headers });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('Access-Control-Allow-Origin')).toBe('https://app.example');
    expect((await post(url, { flow: 'connect' }, { Origin: 'https://app.example' })).status).toBe(200);
  });

  it('works with Hono', async () => {
    const { handler, own } = serverStage();
    const app = new Hono();
    app.post('/session', (context) => handler(context.req.raw));
    const answer = await app.request('https://shop.example/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"flow":"connect"}',
    });
    expect(await answer.json()).toMatchObject({ account: own });
  });

  it('works as a Next.js route handler', async () => {
    const { handler, own } = serverStage();
    const route = { POST: handler };
    const answer = await route.POST(
      new Request('https://shop.example/api/stripe/session', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: 'https://shop.example' },
        body: '{"flow":"connect"}',
      }),
    );
    expect(await answer.json()).toMatchObject({ account: own });
  });
});

it('aborts the request’s signal when the browser disconnects', async () => {
  const { handler, sandbox, calls } = serverStage();
  sandbox.fail({ api: 'hanging' });
  let noticed: Promise<unknown> | undefined;
  const url = await serve(
    toNodeListener(async (request) => {
      noticed = new Promise((resolve) => request.signal.addEventListener('abort', resolve));
      return handler(request);
    }),
  );
  const { hostname, port } = new URL(url);
  const request = nodeRequest({
    hostname,
    port,
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
  });
  request.on('error', () => {});
  request.end('{"flow":"connect"}');
  await expect.poll(() => calls.length).toBe(1);
  request.destroy();
  await noticed;
});

it.each([
  ['a Host header with a user', '/session', { Host: 'a:b@c' }],
  ['a URL with a user', 'http://a:b@c/session', {}],
  ['an unusable Host header', '/session', { Host: '%%%' }],
])('%s does not crash the server', async (_, path, headers) => {
  const { handler } = serverStage();
  const { hostname, port } = new URL(await serve(toNodeListener(handler)));
  const status = await new Promise((resolve, reject) => {
    const request = nodeRequest(
      { hostname, port, path, method: 'POST', headers: { 'Content-Type': 'application/json', ...headers } },
      (response) => resolve(response.resume().statusCode),
    );
    request.on('error', reject);
    request.end('{"flow":"connect"}');
  });
  expect([200, 400, 403]).toContain(status);
});

it('passes the server’s own request object to authorize', async () => {
  const { own } = serverStage();
  const { handler } = serverStage({
    authorize: (_request, incoming: { headers: { 'x-user'?: string } }) =>
      incoming.headers['x-user'] === 'ada' ? { account: own } : null,
  });
  const url = await serve(toNodeListener(handler));
  expect((await post(url, { flow: 'connect' }, { 'X-User': 'ada' })).status).toBe(200);
  expect((await post(url, { flow: 'connect' })).status).toBe(401);
});

describe('wrong usage fails with an error that names the right one', () => {
  it.each([
    ['an Express request', { method: 'POST', headers: { host: 'shop.example' }, body: {} }],
    ['a context object', { req: { raw: new Request('https://shop.example/session') } }],
    ['nothing', undefined],
    ['an h3 event', { method: 'POST', path: '/session', headers: new Headers(), node: {} }],
  ])('the handler, called with %s', async (_, request) => {
    const { handler } = serverStage();
    await expect(handler(request as never)).rejects.toThrow(/called without a `Request`.*toNodeListener/);
  });

  it.each([
    ['in the App Router', { params: {} }],
    ['called with only the request', undefined],
  ])('the listener, as a route %s', async (_, context) => {
    const { handler } = serverStage();
    const route = toNodeListener(handler) as unknown as SessionHandler;
    const request = new Request('https://shop.example/session', { method: 'POST' });
    await expect(route(request, context)).rejects.toThrow('export const POST = handler');
  });

  it('the listener, as a Fastify route', async () => {
    const app = fastify();
    onTestFinished(() => app.close());
    app.post('/session', toNodeListener(serverStage().handler) as never);
    const { json, statusCode } = await app.inject({ method: 'POST', url: '/session' });
    expect(statusCode).toBe(500);
    expect(json().message).toContain('`reply.raw`');
  });

  it('the listener, created from options instead of a handler', () => {
    expect(() => toNodeListener({ authorize: () => null } as never)).toThrow(
      'the handler that `createSessionHandler` returns',
    );
  });
});
