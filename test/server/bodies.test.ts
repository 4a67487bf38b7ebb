import express from 'express';
import fastify from 'fastify';
import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { toNodeListener } from 'stripe-embedded/server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { send, serveOnPort } from '../support/sending.js';
import { serverStage } from '../support/serverStage.js';

const nested = (levels: number) => `{"flow":"connect","x":${'['.repeat(levels)}${']'.repeat(levels)}}`;

describe('limits also apply to a body that a parser has already read', () => {
  const behind = (parser: express.RequestHandler) => {
    const app = express();
    app.use(parser);
    app.post('/session', toNodeListener(serverStage().handler));
    return serveOnPort(app as RequestListener);
  };

  it('deep nesting, in 14 KB with a Content-Length: 400', async () => {
    const port = await behind(express.json());
    const body = nested(7_000);
    expect((await send(port, body, { headers: { 'Content-Length': String(body.length) } })).status).toBe(400);
  });
  it('deep nesting, behind Fastify as set up in docs/endpoint/node.md: 400', async () => {
    const app = fastify();
    onTestFinished(() => app.close());
    const session = toNodeListener(serverStage().handler);
    app.post('/session', { bodyLimit: 16 * 1024 }, (request, reply) => {
      reply.hijack();
      return session(Object.assign(request.raw, { body: request.body }), reply.raw);
    });
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    expect((await send(Number(new URL(url).port), nested(7_000))).status).toBe(400);
  });
  it('bytes that are not text: 400', async () => {
    const port = await behind(express.raw({ type: '*/*' }));
    expect((await send(port, new Uint8Array([0x7b, 0xff, 0x7d]))).status).toBe(400);
  });
  it('a list of half a million items: 413', async () => {
    const port = await behind(express.json({ limit: '10mb' }));
    expect((await send(port, `{"flow":"connect","x":[${'0,'.repeat(500_000)}0]}`)).status).toBe(413);
  });
  it('90 kB in chunks, or gzipped to 140 bytes: 413', async () => {
    const port = await behind(express.json());
    const body = JSON.stringify({ flow: 'connect', x: 'x'.repeat(90_000) });
    expect((await send(port, body)).status).toBe(413);
    expect((await send(port, gzipSync(body), { headers: { 'Content-Encoding': 'gzip' } })).status).toBe(413);
  });
  it('a body that is parsed on first access, as on Vercel, and throws: 400', async () => {
    const session = toNodeListener(serverStage().handler);
    const port = await serveOnPort((request, response) => {
      const body = { get: () => JSON.parse('{') as unknown };
      void session(Object.defineProperty(request, 'body', body), response);
    });
    expect((await send(port, '{')).status).toBe(400);
  });
});

it('accepts a parsed body on a stream that has not ended, as tests and some platforms provide it', async () => {
  const { handler } = serverStage();
  const port = await serveOnPort((request, response) => {
    void toNodeListener(handler)(Object.assign(request, { body: { flow: 'connect' } }), response);
  });
  expect((await send(port, '{}')).status).toBe(200);
});

it('adds Origin to an existing Vary header', async () => {
  const { handler } = serverStage({ allowedOrigins: ['https://other.example'] });
  const port = await serveOnPort((request, response) => {
    response.setHeader('Vary', 'Accept-Encoding');
    void toNodeListener(handler)(request, response);
  });
  const { headers } = await send(port, '{"flow":"connect"}', {
    headers: { Origin: 'https://other.example' },
  });
  expect(headers['vary']).toBe('Accept-Encoding, Origin');
});

it('sends no-store even where a middleware has set Cache-Control for the whole app', async () => {
  const { handler } = serverStage();
  const port = await serveOnPort((request, response) => {
    response.setHeader('Cache-Control', 'public, max-age=60');
    void toNodeListener(handler)(request, response);
  });
  const { headers } = await send(port, '{"flow":"connect"}');
  expect(headers['cache-control']).toBe('no-store');
});

describe('an app handler that wraps the session handler', () => {
  it('refuses a body that is too large, as the session handler does', async () => {
    const { handler } = serverStage();
    const port = await serveOnPort(toNodeListener((request) => handler(request)));
    const answer = await send(port, JSON.stringify({ flow: 'connect', x: 'x'.repeat(20_000) }));
    expect([answer.status, answer.headers['cache-control']]).toEqual([413, 'no-store']);
  });
  it('keeps an existing Vary header and existing cookies', async () => {
    const { handler } = serverStage({ allowedOrigins: ['https://other.example'] });
    const session = toNodeListener(async (request) => {
      const answer = await handler(request);
      answer.headers.append('Set-Cookie', 'seen=1');
      return answer;
    });
    const port = await serveOnPort((request, response) => {
      response.setHeader('Vary', 'Accept-Encoding');
      response.setHeader('Set-Cookie', 'csrf=1');
      void session(request, response);
    });
    const { headers } = await send(port, '{"flow":"connect"}', {
      headers: { Origin: 'https://other.example' },
    });
    expect(headers['vary']).toBe('Accept-Encoding, Origin');
    expect(headers['set-cookie']).toEqual(['csrf=1', 'seen=1']);
  });
  it('can set two cookies', async () => {
    const port = await serveOnPort(
      toNodeListener(async () => {
        const answer = new Response('{}');
        answer.headers.append('Set-Cookie', 'a=1');
        answer.headers.append('Set-Cookie', 'b=2');
        return answer;
      }),
    );
    expect((await send(port, '{}')).headers['set-cookie']).toEqual(['a=1', 'b=2']);
  });
});
