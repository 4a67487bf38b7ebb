import express from 'express';
import fastify from 'fastify';
import { Hono, type Context } from 'hono';
import type { RequestListener } from 'node:http';
import { toNodeListener } from 'stripe-embedded/server';
import { expect, it, onTestFinished } from 'vitest';
import { serve } from '../support/browserStage.js';
import { serverStage } from '../support/serverStage.js';

/** The user that a middleware before the endpoint has found, as in docs/endpoint/. */
interface Person {
  stripeAccount: string;
}

const { own } = serverStage();
const personOf = (header: unknown): Person | undefined =>
  header === 'ada' ? { stripeAccount: own } : undefined;

/** The guides' `authorize`, which reads the person from its second argument. */
const handlerFor = (read: (incoming: unknown) => Person | undefined) =>
  serverStage({
    authorize: (_request, incoming) => {
      const person = read(incoming);
      return person && { account: person.stripeAccount };
    },
  }).handler;

const ask = (headers: Record<string, string>): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json', ...headers },
  body: '{"flow":"connect"}',
});

/** Ada gets a session for her own account. A caller who is not signed in gets none. */
async function knowsAda(send: (init: RequestInit) => Response | Promise<Response>) {
  const answer = await send(ask({ 'X-User': 'ada' }));
  expect(await answer.json()).toMatchObject({ account: own });
  expect((await send(ask({}))).status).toBe(401);
}

it('Express: a user set by a middleware on the request reaches authorize', async () => {
  const app = express();
  app.use((req, _res, next) => {
    Object.assign(req, { user: personOf(req.headers['x-user']) });
    next();
  });
  const handler = handlerFor((incoming) => (incoming as express.Request & { user?: Person }).user);
  app.all('/api/stripe/session', toNodeListener(handler));
  const site = await serve(app as RequestListener);
  onTestFinished(async () => void (await site.close()));
  await knowsAda((init) => fetch(`${site.origin}/api/stripe/session`, init));
});

it('Fastify: a user set on the raw request reaches authorize', async () => {
  const app = fastify();
  onTestFinished(() => app.close());
  const session = toNodeListener(handlerFor((incoming) => (incoming as { user?: Person }).user));
  app.post('/api/stripe/session', (request, reply) => {
    reply.hijack();
    const user = personOf(request.headers['x-user']);
    return session(Object.assign(request.raw, { body: request.body, user }), reply.raw);
  });
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  await knowsAda((init) => fetch(`${origin}/api/stripe/session`, init));
});

it('Hono: a user set by a middleware on the context reaches authorize', async () => {
  const app = new Hono<{ Variables: { user: Person | undefined } }>();
  app.use((context, next) => {
    context.set('user', personOf(context.req.header('x-user')));
    return next();
  });
  const handler = handlerFor((context) => (context as Context).get('user') as Person | undefined);
  app.all('/api/stripe/session', (context) => handler(context.req.raw, context));
  await knowsAda((init) => app.request('https://shop.example/api/stripe/session', init));
});
