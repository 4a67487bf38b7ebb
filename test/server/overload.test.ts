import { request as nodeRequest } from 'node:http';
import Stripe from 'stripe';
import { toNodeListener } from 'stripe-embedded/server';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { serveOnPort } from '../support/sending.js';
import { serverStage } from '../support/serverStage.js';

describe('under load', () => {
  it('answers 1,000 requests at once, with Stripe taking 200 ms for each', async () => {
    const { ask, sandbox } = serverStage({}, { latency: { script: 0, api: 200, element: 0 } });
    const answers = Promise.all(Array.from({ length: 1_000 }, () => ask({ flow: 'connect' })));
    // Ten rounds of a hundred.
    await answered(sandbox, answers);
    const secrets = (await answers).map(({ status, json }) =>
      status === 200 ? json['client_secret'] : undefined,
    );
    expect(new Set(secrets).size).toBe(1_000);
  });

  it('asks a caller to come back later when all places are taken', async () => {
    const { ask, sandbox } = serverStage(
      { limit: { concurrent: 1, waiting: 1 } },
      { latency: { script: 0, api: 200, element: 0 } },
    );
    const answers = Promise.all([1, 2, 3].map(() => ask({ flow: 'connect' })));
    await answered(sandbox, answers);
    const statuses = (await answers).map(({ status }) => status);
    expect(statuses.sort((a, b) => a - b)).toEqual([200, 200, 429]);
    expect((await answers).find(({ status }) => status === 429)!.headers.get('Retry-After')).toBe('1');
    expect((await Promise.all([ask({ flow: 'connect' }), tick(sandbox)]))[0].status).toBe(200);
  });

  it('never sends Stripe a request that was aborted while it waited', async () => {
    const { ask, calls } = serverStage({ limit: { concurrent: 1, waiting: 5 } });
    const gone = new AbortController();
    gone.abort();
    const answer = await ask({ flow: 'connect' }, { signal: gone.signal });
    expect(answer.json['error']).toMatchObject({ code: expect.any(String) });
    expect(calls).toHaveLength(0);
  });

  it.each([
    [true, 200, null],
    [false, 429, '1'],
    [30, 429, '30'],
    [86_400, 429, '86400'],
    [86_401, 429, '86400'],
  ])('follows a rate limiter that returns %s, with status %s', async (leave, status, retryAfter) => {
    const { ask } = serverStage({ rateLimit: async () => leave });
    const answer = await ask({ flow: 'connect' });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('Retry-After')).toBe(retryAfter);
  });
});

type ServerSandbox = ReturnType<typeof serverStage>['sandbox'];

/** Advances Stripe's clock until every request has its response. */
async function answered(sandbox: ServerSandbox, answers: Promise<unknown>) {
  let done = false;
  void answers.then(() => (done = true));
  for (let turn = 0; turn < 10_000 && !done; turn++) {
    sandbox.advance(200);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(done).toBe(true);
}

/** Lets the one request under way finish. */
async function tick(sandbox: ServerSandbox) {
  for (let turn = 0; turn < 50; turn++) {
    sandbox.advance(200);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

it('the timeout covers the whole request, with a client created as in the docs', async () => {
  let calls = 0;
  const stripe = new Stripe('sk_test_sandbox', {
    httpClient: Stripe.createFetchHttpClient(async (_: unknown, init?: RequestInit) => {
      calls++;
      return new Promise<Response>((_resolve, reject) =>
        init!.signal!.addEventListener('abort', () => reject(init!.signal!.reason as Error)),
      );
    }),
  });
  const { ask } = serverStage({ stripe, timeout: 100 });
  expect((await ask({ flow: 'connect' })).status).toBe(504);
  expect(calls).toBe(1);
});

describe('the timeout covers the whole request, whatever the client does', () => {
  const never = () => new Promise<never>(() => {});
  const SESSION = {
    id: 'fcsess_1',
    account_holder: { type: 'customer', customer: 'cus_1' },
    accounts: { data: [], has_more: true },
  };
  /** Two calls, each of them within the timeout. */
  async function* late() {
    await new Promise((resolve) => setTimeout(resolve, 600));
    yield { id: 'fca_1' };
  }
  const retrieve = () => new Promise<object>((resolve) => setTimeout(() => resolve(SESSION), 600));
  const stripe = {
    accountSessions: { create: never },
    financialConnections: { sessions: { create: never, retrieve }, accounts: { list: late } },
  };

  it.each([
    ['never answers', { flow: 'connect' }],
    ['is called twice for one request', { flow: 'financial_connections', verify: 'fcsess_1' }],
  ])('for a client that %s', async (_, wish) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { ask } = serverStage({ stripe, timeout: 1_000 });
    const asked = ask(wish);
    await vi.advanceTimersByTimeAsync(999);
    await vi.advanceTimersByTimeAsync(1);
    expect((await asked).status).toBe(504);
  });
});

describe('requests that were given up', () => {
  it('leave the queue when they are aborted there', async () => {
    const { pending, stripe } = answeredByHand();
    const { ask } = serverStage({
      stripe,
      limit: { concurrent: 1, waiting: 1 },
    });
    const first = ask({ flow: 'connect' });
    await vi.waitFor(() => expect(pending).toHaveLength(1));
    const gone = new AbortController();
    const second = ask({ flow: 'connect' }, { signal: gone.signal });
    await turns();
    gone.abort();
    const third = ask({ flow: 'connect' });
    await turns();
    pending[0]!({ client_secret: 'x' });
    await vi.waitFor(() => expect(pending).toHaveLength(2), { timeout: 1_000 });
    pending[1]!({ client_secret: 'x' });
    expect([(await first).status, (await second).status, (await third).status]).toEqual([200, 499, 200]);
  });

  it('free their place for the next in the queue when they are aborted at Stripe', async () => {
    const { pending, stripe } = answeredByHand();
    const { ask } = serverStage({
      stripe,
      limit: { concurrent: 1, waiting: 2 },
    });
    const first = ask({ flow: 'connect' });
    await vi.waitFor(() => expect(pending).toHaveLength(1));
    const gone = new AbortController();
    const second = ask({ flow: 'connect' }, { signal: gone.signal });
    const third = ask({ flow: 'connect' });
    await turns();
    pending[0]!({ client_secret: 'x' });
    await vi.waitFor(() => expect(pending).toHaveLength(2));
    gone.abort();
    pending[1]!({ client_secret: 'x' });
    await vi.waitFor(() => expect(pending).toHaveLength(3), { timeout: 1_000 });
    pending[2]!({ client_secret: 'x' });
    expect([(await first).status, (await second).status, (await third).status]).toEqual([200, 499, 200]);
  });

  it('mint no session if the client left before the listener was called', async () => {
    const { handler, calls } = serverStage();
    const session = toNodeListener(handler);
    let done: Promise<void> | undefined;
    const port = await serveOnPort((request, response) => {
      request.resume();
      // Like a middleware that looks up the user first.
      response.once('close', () => {
        done = session(Object.assign(request, { body: '{"flow":"connect"}' }), response);
      });
      sent.destroy();
    });
    const headers = { 'Content-Type': 'application/json' };
    const sent = nodeRequest({ port, host: '127.0.0.1', method: 'POST', headers });
    sent.on('error', () => {});
    sent.end('{"flow":"connect"}');
    await vi.waitFor(() => expect(done).toBeDefined());
    await done;
    expect(calls).toHaveLength(0);
  });

  it('end at once when aborted at Stripe, but keep their place until Stripe has answered', async () => {
    const { ask, sandbox, calls } = serverStage({ limit: { concurrent: 1, waiting: 0 } });
    sandbox.fail({ api: 'hanging' });
    const gone = new AbortController();
    const answer = ask({ flow: 'connect' }, { signal: gone.signal });
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    gone.abort();
    expect((await answer).status).toBe(499);
    expect((await ask({ flow: 'connect' })).status).toBe(429);
  });
});

describe('on a platform that drops a request with its client and never settles its promises', () => {
  /** One place at Stripe, whose first call never ends. */
  function firstIsForgotten(waiting: number) {
    const create = vi
      .fn(async () => ({ client_secret: 'x' }))
      .mockImplementationOnce(() => new Promise<never>(() => {}));
    const stripe = { accountSessions: { create } };
    return { create, ...serverStage({ stripe, timeout: 1_000, limit: { concurrent: 1, waiting } }) };
  }

  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
  afterEach(() => void vi.useRealTimers());

  it('a dropped call frees its place once it must have ended', async () => {
    const { ask, create } = firstIsForgotten(0);
    void ask({ flow: 'connect' });
    await vi.waitFor(() => expect(create).toHaveBeenCalledTimes(1));
    await vi.advanceTimersByTimeAsync(1_500);
    expect((await ask({ flow: 'connect' })).status).toBe(429);
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await ask({ flow: 'connect' })).status).toBe(200);
  });

  it('a queued request waits no longer than a call to Stripe may take, and keeps one timer until then', async () => {
    const { ask, create } = firstIsForgotten(2);
    void ask({ flow: 'connect' });
    await vi.waitFor(() => expect(create).toHaveBeenCalledTimes(1));
    const waiting = ask({ flow: 'connect' });
    await turns();
    expect(vi.getTimerCount()).toBe(2);
    await vi.advanceTimersByTimeAsync(1_000);
    const { status, headers } = await waiting;
    expect([status, headers.get('Retry-After')]).toEqual([429, '1']);
  });

  it('a call that ends after its place was freed does not free a second one', async () => {
    const { pending, stripe } = answeredByHand();
    const { ask } = serverStage({
      stripe,
      timeout: 1_000,
      limit: { concurrent: 1, waiting: 1 },
    });
    void ask({ flow: 'connect' });
    await turns();
    await vi.advanceTimersByTimeAsync(2_500);
    const second = ask({ flow: 'connect' });
    const third = ask({ flow: 'connect' });
    await turns();
    pending[0]!({ client_secret: 'x' });
    await turns();
    expect(pending).toHaveLength(2);
    pending[1]!({ client_secret: 'x' });
    await turns();
    pending[2]!({ client_secret: 'x' });
    expect([(await second).status, (await third).status]).toEqual([200, 200]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('a dropped request in the queue, whose timer is gone too, blocks nobody', async () => {
    const { ask } = firstIsForgotten(1);
    void ask({ flow: 'connect' });
    await turns();
    void ask({ flow: 'connect' });
    await turns();
    // Time passes, but neither of their timers fires.
    vi.setSystemTime(Date.now() + 1_500);
    const third = ask({ flow: 'connect' });
    await turns();
    vi.setSystemTime(Date.now() + 1_000);
    expect((await ask({ flow: 'connect' })).status).toBe(200);
    expect((await third).status).toBe(200);
  });
});

/** A client whose calls wait until the test answers them. */
function answeredByHand() {
  const pending: Array<(session: object) => void> = [];
  const create = () => new Promise<object>((resolve) => pending.push(resolve));
  return { pending, stripe: { accountSessions: { create } } };
}

/** Reading a body takes several tasks. */
async function turns() {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}
