import { createSessionHandler } from 'stripe-embedded/server';
import { describe, expect, it, vi } from 'vitest';
import { ORIGIN, serverStage } from '../support/serverStage.js';

/** What the page and the server receive when Stripe's SDK throws this cause. */
async function when(cause: unknown) {
  const create = vi.fn(() => Promise.reject(cause as Error));
  const { ask, onEvent } = serverStage({ stripe: { accountSessions: { create } } });
  const { status, json, headers } = await ask({ flow: 'connect' });
  return {
    status,
    ...json['error'],
    retryAfter: headers.get('Retry-After'),
    event: onEvent.mock.calls[0]![0],
  };
}

describe('an error from Stripe’s SDK', () => {
  it.each<[string, unknown, number, string, string]>([
    [
      'a rate limit',
      { type: 'StripeRateLimitError', headers: { 'retry-after': '7' }, requestId: 'req_1' },
      429,
      'rate_limited',
      'Stripe received too many requests.',
    ],
    [
      'a connection that timed out',
      { type: 'StripeConnectionError', code: 'ETIMEDOUT', requestId: 'req_1' },
      504,
      'timeout',
      'Stripe did not answer in time.',
    ],
    [
      'a connection that broke',
      { type: 'StripeConnectionError', code: 'ECONNRESET', requestId: 'req_1' },
      502,
      'stripe_failed',
      'Stripe did not create a session.',
    ],
    [
      'an unknown customer',
      { type: 'StripeInvalidRequestError', code: 'resource_missing', requestId: 'req_1' },
      502,
      'stripe_failed',
      'Stripe did not create a session.',
    ],
    [
      'an ETIMEDOUT code on an API error, which is not a timeout',
      { type: 'StripeAPIError', code: 'ETIMEDOUT', requestId: 'req_1' },
      502,
      'stripe_failed',
      'Stripe did not create a session.',
    ],
  ])('is mapped to a response: %s', async (_, cause, status, code, message) => {
    const told = await when(cause);
    expect(told).toMatchObject({ status, code, message, retryAfter: status === 429 ? '7' : null });
    expect(told.event).toMatchObject({ code, status, requestId: 'req_1' });
  });

  it.each(['Request timed out', 'The time out of the request', 'socket timeout'])(
    'counts as a timeout when its message is "%s"',
    async (words) => {
      const told = await when(Object.assign(new Error(words), { type: 'StripeConnectionError' }));
      expect(told.code).toBe('timeout');
    },
  );

  it.each([[{ type: 'StripeRateLimitError' }], [{ type: 'StripeRateLimitError', headers: {} }]])(
    'for a rate limit without a duration (%j) sets Retry-After to one second',
    async (cause) => {
      expect((await when(cause)).retryAfter).toBe('1');
    },
  );

  it.each([[new Error('down')], [null], [{}], [{ type: 'NotStripe' }]])(
    'from a client of the app’s own answers 502: %s',
    async (cause) => {
      expect(await when(cause)).toMatchObject({
        status: 502,
        code: 'stripe_failed',
        message: 'Stripe did not create a session.',
      });
    },
  );

  it('from a client of the app’s own with status 429 answers rate_limited', async () => {
    const cause = Object.assign(new Error('slow down'), { statusCode: 429 });
    expect(await when(cause)).toMatchObject({ status: 429, code: 'rate_limited' });
  });
});

it.each<[string, object, number, string]>([
  ['Stripe itself', { type: 'StripeAPIError' }, 502, 'stripe_failed'],
  ['Stripe’s rate limit', { type: 'StripeRateLimitError' }, 429, 'rate_limited'],
  ['the rate limit of another service', { statusCode: 429 }, 500, 'internal'],
])('a policy function that fails answers by the service that failed: %s', async (_, fields, status, code) => {
  const components = () => Promise.reject(Object.assign(new Error('no'), fields));
  const answer = await serverStage({ connect: { components } }).ask({ flow: 'connect' });
  expect(answer).toMatchObject({ status, json: { error: { code } } });
});

describe('a result from a client that is not the SDK', () => {
  const answering = (answer: unknown) =>
    serverStage({ stripe: { accountSessions: { create: async () => answer as object } } });

  it.each([[null], [undefined], [{}], [{ client_secret: null }]])(
    'is no session when it is %j',
    async (answer) => {
      const { status, json } = await answering(answer).ask({ flow: 'connect' });
      expect(status).toBe(502);
      expect(json['error'].code).toBe('stripe_failed');
    },
  );

  it('with only the secret gets its components from what was granted', async () => {
    const { ask } = answering({ client_secret: 'accs_secret__1' });
    const { json } = await ask({ flow: 'connect', components: ['payouts', 'balances'] });
    expect(json['components']).toEqual({
      payouts: { enabled: true },
      balances: { enabled: false, features: {} },
    });
  });
});

describe('the limit on concurrent calls to Stripe', () => {
  /** A Stripe client that answers when the test says so. */
  function slow(limit?: { concurrent?: number; waiting?: number }) {
    const pending: Array<() => void> = [];
    const create = vi.fn(
      () => new Promise((resolve) => pending.push(() => resolve({ client_secret: 'accs_secret__1' }))),
    );
    const { ask } = serverStage({ stripe: { accountSessions: { create } } as never, limit });
    const settled = async () => {
      for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    };
    const many = (count: number) =>
      Promise.all(Array.from({ length: count }, async () => (await ask({ flow: 'connect' })).status));
    return { pending, create, ask, many, settled };
  }

  it.each([
    ['is a hundred', undefined, 100],
    ['is what the server sets', { concurrent: 2 }, 2],
  ])('%s', async (_, limit, most) => {
    const { pending, many, settled } = slow(limit);
    const statuses = many(most + 3);
    await settled();
    expect(pending).toHaveLength(most);
    pending[0]!();
    await settled();
    expect(pending).toHaveLength(most + 1);
    for (let at = 1; at < most + 3; at++) {
      pending[at]!();
      await settled();
    }
    expect(new Set(await statuses)).toEqual(new Set([200]));
    // All places are free again, and there are no more than before.
    void many(most + 1);
    await settled();
    expect(pending).toHaveLength(2 * most + 3);
  });

  it('lets a thousand wait and asks the next to retry in a second', async () => {
    const { pending, create, many, settled } = slow({ concurrent: 1 });
    const statuses = many(1_002);
    await settled();
    for (let at = 0; at < 1_001; at++) {
      pending[at]!();
      for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
    }
    const all = await statuses;
    expect(all.filter((status) => status === 429)).toHaveLength(1);
    expect(create).toHaveBeenCalledTimes(1_001);
  });

  it('answers that the server is busy', async () => {
    const { ask, settled, pending } = slow({ concurrent: 1, waiting: 0 });
    const first = ask({ flow: 'connect' });
    await settled();
    const { headers, json } = await ask({ flow: 'connect' });
    expect(headers.get('Retry-After')).toBe('1');
    expect(json).toEqual({ error: { code: 'rate_limited', message: 'The server is busy.' } });
    pending[0]!();
    await first;
  });
});

describe('the rateLimit function', () => {
  it('receives the caller, and can return a wait time with fractions of a second', async () => {
    const rateLimit = vi.fn(() => 1.2);
    const { ask, calls } = serverStage({ rateLimit });
    const { headers, json } = await ask({ flow: 'connect' });
    expect(headers.get('Retry-After')).toBe('2');
    expect(json['error'].message).toBe('Sessions are requested too often.');
    expect(rateLimit).toHaveBeenCalledWith(
      expect.objectContaining({ customer: 'cus_1' }),
      expect.objectContaining({ url: `${ORIGIN}/api/stripe/session` }),
    );
    expect(calls).toHaveLength(0);
  });
});

describe('the response', () => {
  it('contains the caller’s locale with a session', async () => {
    const locale = vi.fn(async () => 'fr-CA');
    const { ask } = serverStage({ locale });
    expect((await ask({ flow: 'connect' })).json['locale']).toBe('fr-CA');
    expect(locale).toHaveBeenCalledWith(expect.objectContaining({ customer: 'cus_1' }));
  });

  it('contains no locale or publishable key when it verifies a session', async () => {
    const retrieve = async () => ({
      id: 'fcsess_1',
      account_holder: { customer: 'cus_1' },
      accounts: { data: [] },
    });
    const { ask } = serverStage({
      stripe: { accountSessions: {}, financialConnections: { sessions: { retrieve } } } as never,
      publishableKey: 'pk_test_1',
    });
    const { json } = await ask({ flow: 'financial_connections', verify: 'fcsess_1' });
    expect(json).toEqual({ id: 'fcsess_1', accounts: [] });
  });
});

describe('the origin check', () => {
  const handler = (allowedOrigins?: string[]) =>
    createSessionHandler({
      stripe: { accountSessions: { create: async () => ({ client_secret: 'accs_secret__1' }) } },
      authorize: () => ({ account: 'acct_1' }),
      connect: { components: { payments: true } },
      allowedOrigins,
    });
  const send = (given: Record<string, string>, allowed?: string[], method = 'POST') => {
    const headers = { 'Content-Type': 'application/json', ...given };
    const asks = { method: 'POST', headers, body: '{"flow":"connect"}' };
    return handler(allowed)(new Request(`${ORIGIN}/`, method === 'POST' ? asks : { method, headers }));
  };

  it.each<[string, Record<string, string>, string[] | undefined, number]>([
    ['allows its own, with a Host in capitals', { Origin: ORIGIN, Host: 'SHOP.example' }, undefined, 200],
    ['allows its own, by the URL of the request', { Origin: ORIGIN }, undefined, 200],
    ['refuses its own when only another is listed', { Origin: ORIGIN }, ['https://app.example'], 403],
    ['allows its own when it is listed', { Origin: ORIGIN }, [ORIGIN], 200],
    ['allows a same-site request without an origin', { 'Sec-Fetch-Site': 'same-site' }, undefined, 200],
    [
      'refuses one that matches the URL but not the Host',
      { Origin: ORIGIN, Host: 'evil.example' },
      undefined,
      403,
    ],
    ['refuses one that is not a URL', { Origin: 'null' }, undefined, 403],
  ])('%s', async (_, headers, allowed, status) => {
    expect((await send(headers, allowed)).status).toBe(status);
  });

  it('adds no CORS headers for its own', async () => {
    for (const allowed of [undefined, [ORIGIN]]) {
      const answer = await send({ Origin: ORIGIN }, allowed);
      expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull();
    }
    expect((await send({ Origin: ORIGIN }, undefined, 'OPTIONS')).status).toBe(405);
  });

  it('sends every CORS header that a listed one needs', async () => {
    const origin = 'https://app.example';
    const preflight = await send({ Origin: origin }, [origin], 'OPTIONS');
    expect(preflight.status).toBe(204);
    expect(await preflight.text()).toBe('');
    expect(Object.fromEntries(preflight.headers)).toEqual({
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': 'content-type, x-requested-with, authorization',
      'access-control-allow-methods': 'POST',
      'access-control-allow-origin': origin,
      'access-control-expose-headers': 'Retry-After, Date',
      'access-control-max-age': '600',
      'cache-control': 'no-store',
      vary: 'Origin',
    });
    const answer = await send({ Origin: origin }, [origin]);
    expect(Object.fromEntries(answer.headers)).toEqual({
      'access-control-allow-credentials': 'true',
      'access-control-allow-origin': origin,
      'access-control-expose-headers': 'Retry-After, Date',
      'cache-control': 'no-store',
      'content-type': 'application/json',
      vary: 'Origin',
    });
  });

  it('reports no event for a preflight', async () => {
    const origin = 'https://app.example';
    const { ask, onEvent } = serverStage({ allowedOrigins: [origin] });
    await ask(undefined, { method: 'OPTIONS', body: undefined, headers: { Origin: origin } });
    expect(onEvent).not.toHaveBeenCalled();
  });
});
