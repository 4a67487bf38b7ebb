import { inspect } from 'node:util';
import Stripe from 'stripe';
import { toNodeListener } from 'stripe-embedded/server';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { send, serveOnPort } from '../support/sending.js';
import { serverStage } from '../support/serverStage.js';

const stripeThat = (answer: (init: RequestInit) => Response | Promise<Response>) =>
  new Stripe('sk_test_sandbox', {
    httpClient: Stripe.createFetchHttpClient(async (_: unknown, init?: RequestInit) => answer(init!)),
  });

describe('the process survives', () => {
  it('observers whose promises reject', async () => {
    const seen: unknown[] = [];
    const note = (error: unknown) => void seen.push(error);
    const before = process.rawListeners('unhandledRejection') as Array<() => void>;
    process.removeAllListeners('unhandledRejection').on('unhandledRejection', note);
    onTestFinished(() => {
      process.off('unhandledRejection', note);
      for (const listener of before) process.on('unhandledRejection', listener);
    });
    const down = async () => {
      throw new Error('the log is down');
    };
    const { ask } = serverStage({ onError: down, onEvent: down });
    await ask({ flow: 'connect', account: 'acct_x' });
    // Node reports unhandled rejections once all microtasks have run.
    await new Promise((resolve) => setImmediate(resolve));
    expect(seen).toEqual([]);
  });

  it('a server timeout that has already answered', async () => {
    let answered!: () => void;
    const late = new Promise<void>((resolve) => (answered = resolve));
    const { handler } = serverStage({ authorize: () => late.then(() => null) });
    let done: Promise<void> | undefined;
    const port = await serveOnPort((request, response) => {
      done = toNodeListener(handler)(request, response);
      response.writeHead(503).end(answered);
    });
    expect((await send(port, '{"flow":"connect"}')).status).toBe(503);
    await expect(done).resolves.toBeUndefined();
  });
});

describe('without onError and onEvent', () => {
  const down = stripeThat(() =>
    Response.json({ error: { type: 'api_error', message: 'Down.' } }, { status: 500 }),
  );
  function listenIn() {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    onTestFinished(() => log.mockRestore());
    return log;
  }

  it('logs a failure of the server or of Stripe to the console, with its cause and without secrets', async () => {
    const log = listenIn();
    const { ask } = serverStage({ stripe: down, onError: undefined, onEvent: undefined });
    expect((await ask({ flow: 'connect' })).status).toBe(502);
    expect(log).toHaveBeenCalledTimes(1);
    const line = inspect(log.mock.calls);
    expect(line).toContain('Down.');
    expect(line).not.toMatch(/_secret_|sk_test/);
  });

  it('logs what a policy throws', async () => {
    const log = listenIn();
    const components = () => {
      throw new Error('The roles are down.');
    };
    const { ask } = serverStage({ connect: { components }, onError: undefined, onEvent: undefined });
    expect((await ask({ flow: 'connect' })).status).toBe(500);
    expect(inspect(log.mock.calls)).toContain('The roles are down.');
  });

  it('logs a mistake in `authorize` once, but not that a caller is not signed in', async () => {
    const log = listenIn();
    const asked = async (authorize: () => never) => {
      const { ask } = serverStage({ authorize, onError: undefined, onEvent: undefined });
      expect((await ask({ flow: 'connect' })).status).toBe(401);
    };
    await asked(() => {
      throw new Error('Sign in first.');
    });
    // The error message quotes the text that was parsed.
    await asked(() => JSON.parse('name=Ada') as never);
    expect(log).not.toHaveBeenCalled();
    const mistaken = () => (undefined as never as { user: never }).user;
    await asked(mistaken);
    await asked(mistaken);
    // Logged once only: callers who are not signed in may retry often.
    expect(log).toHaveBeenCalledTimes(1);
    expect(inspect(log.mock.calls)).toContain("reading 'user'");
    const mistakenElsewhere = () => (undefined as never as { session: never }).session;
    await asked(mistakenElsewhere);
    expect(log).toHaveBeenCalledTimes(2);
  });

  it.each<[string, object, object]>([
    ['a mistake of the page', { onError: undefined, onEvent: undefined }, { flow: 'x' }],
    ['a failure reported to `onError`', { stripe: down, onEvent: undefined }, { flow: 'connect' }],
    ['a failure reported to `onEvent`', { stripe: down, onError: undefined }, { flow: 'connect' }],
  ])('does not log %s', async (_, options, body) => {
    const log = listenIn();
    const { ask } = serverStage(options);
    expect((await ask(body)).status).toBeGreaterThanOrEqual(400);
    expect(log).not.toHaveBeenCalled();
  });
});

describe('the handler always answers, whatever is thrown', () => {
  it.each<[string, object]>([
    ['a `type` that is null', { type: null }],
    ['a `type` that is a number', { type: 404 }],
    ['a message that is an object', { message: { text: 'x' }, raw: {} }],
    ['a stack that is a list', { stack: ['x'], raw: {} }],
  ])('an app error with %s answers 500 and is reported', async (_, fields) => {
    const components = () => {
      throw Object.assign(new Error('x'), fields);
    };
    const { ask, onError } = serverStage({ connect: { components } });
    expect((await ask({ flow: 'connect' })).status).toBe(500);
    expect(onError).toHaveBeenCalledTimes(1);
  });
  it('authorize throwing an error whose message is an object answers 401', async () => {
    const cause = Object.assign(new Error('x'), { message: { text: 'x' }, response: {} });
    const { ask } = serverStage({ authorize: () => Promise.reject(cause) });
    expect((await ask({ flow: 'connect' })).status).toBe(401);
  });
  it('a Stripe error whose message is not text answers 502', async () => {
    const odd = '{"error":{"type":"api_error","message":{"text":"x"}}}';
    const { ask } = serverStage({ stripe: stripeThat(() => new Response(odd, { status: 400 })) });
    expect((await ask({ flow: 'connect' })).status).toBe(502);
  });
});

it('an error that quotes a long token does not slow the handler down', async () => {
  const { ask } = serverStage({
    authorize: (request) =>
      Promise.reject(new Error(`Unknown token ${request.headers.get('Authorization')}`)),
  });
  const began = performance.now();
  await ask({ flow: 'connect' }, { headers: { Authorization: 'a'.repeat(15_000) } });
  expect(performance.now() - began).toBeLessThan(50);
});

describe('a reported cause contains no secret', () => {
  it.each<[string, () => Error]>([
    [
      'under a symbol',
      () => Object.assign(new Error('x'), { [Symbol('request')]: { key: 'sk_test_abcdef' } }),
    ],
    [
      'in a non-enumerable property',
      () => Object.defineProperty(new Error('x'), 'config', { value: { key: 'sk_test_abcdef' } }),
    ],
    ['an organisation’s API key', () => new Error('Invalid API Key provided: sk_org_live_abcdef')],
    ['a webhook secret', () => new Error('No match for whsec_abcdef')],
  ])('%s', async (_, cause) => {
    const onError = vi.fn();
    const { ask } = serverStage({ authorize: () => Promise.reject(cause()), onError });
    await ask({ flow: 'connect' });
    expect(inspect(onError.mock.calls, { depth: 20, showHidden: true })).not.toContain('abcdef');
  });
});

it('onError is called even when onEvent throws', async () => {
  const { ask, onError } = serverStage({
    onEvent: () => {
      throw new Error('metrics are down');
    },
  });
  await ask({ flow: 'connect', account: 'acct_x' });
  expect(onError).toHaveBeenCalledTimes(1);
});

describe('Retry-After is a number of seconds', () => {
  it.each(['Infinity', '-5', '1e300'])('when Stripe sends %s', async (value) => {
    const limited = '{"error":{"type":"invalid_request_error","code":"rate_limit","message":"x"}}';
    const stripe = stripeThat(
      () => new Response(limited, { status: 429, headers: { 'retry-after': value } }),
    );
    const { ask } = serverStage({ stripe });
    expect((await ask({ flow: 'connect' })).headers.get('Retry-After')).toMatch(/^[1-9]\d{0,4}$/);
  });
  // docs/endpoint/security.md: `success || Math.ceil((reset - Date.now()) / 1000)`
  it.each([-3, -0.5, Infinity])('when a rate limiter returns %s', async (leave) => {
    const { ask } = serverStage({ rateLimit: () => leave });
    expect((await ask({ flow: 'connect' })).headers.get('Retry-After')).toMatch(/^[1-9]\d{0,4}$/);
  });
});
