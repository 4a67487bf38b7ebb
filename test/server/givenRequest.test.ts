import { toNodeListener } from 'stripe-embedded/server';
import { describe, expect, it, vi } from 'vitest';
import { serveOnPort, send } from '../support/sending.js';
import { ORIGIN, serverStage } from '../support/serverStage.js';

/** What auth libraries and rate limiters do with the request they receive. */
const WAYS: Array<[string, (request: Request) => unknown]> = [
  ['new Request(request)', (request) => new Request(request)],
  ['clone()', (request) => request.clone()],
  ['a new Request with its headers', (request) => new Request(`${ORIGIN}/who`, { headers: request.headers })],
];

describe('the request passed to authorize and rateLimit', () => {
  it.each(WAYS)('can be copied: %s', async (_, copy) => {
    const { own, ...rest } = serverStage();
    const options = {
      authorize: (request: Request) => (copy(request), { account: own }),
      rateLimit: (_who: unknown, request: Request) => Boolean(copy(request)),
    };
    for (const option of ['authorize', 'rateLimit'] as const) {
      const { ask, handler } = serverStage(
        { [option]: options[option] },
        { accounts: rest.sandbox.accounts },
      );
      expect((await ask({ flow: 'connect' })).status, option).toBe(200);
      const port = await serveOnPort(toNodeListener(handler));
      expect((await send(port, '{"flow":"connect"}')).status, `${option} behind Node`).toBe(200);
    }
  });

  it('can be read, for example to check a signature', async () => {
    const read: string[] = [];
    const { ask } = serverStage({
      authorize: async (request) => {
        read.push(await request.text());
        return { account: 'acct_1' };
      },
      stripe: { accountSessions: { create: async () => ({ client_secret: 'accs_secret__1' }) } },
    });
    expect((await ask({ flow: 'connect' })).status).toBe(200);
    expect(read).toEqual(['{"flow":"connect"}']);
  });

  it('is refused with 400 if its body was read before the handler was called', async () => {
    const { handler } = serverStage();
    const headers = { 'Content-Type': 'application/json' };
    const request = new Request(ORIGIN, { method: 'POST', headers, body: '{"flow":"connect"}' });
    await request.text();
    const answer = await handler(request);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('has already read the body');
  });

  it('is refused with 400 if its body is locked by a reader', async () => {
    const { handler } = serverStage();
    const headers = { 'Content-Type': 'application/json' };
    const request = new Request(ORIGIN, { method: 'POST', headers, body: '{"flow":"connect"}' });
    request.body!.getReader();
    expect((await handler(request)).status).toBe(400);
  });
});

/** Like Azure Functions: everything a Request has, except a signal. */
class AzuresRequest {
  readonly #request: Request;
  constructor(request: Request) {
    this.#request = request;
  }
  get method() {
    return this.#request.method;
  }
  get url() {
    return this.#request.url;
  }
  get headers() {
    return this.#request.headers;
  }
  get body() {
    return this.#request.body;
  }
  get bodyUsed() {
    return this.#request.bodyUsed;
  }
  clone() {
    return new AzuresRequest(this.#request.clone());
  }
}

it.each([
  ['connect', 200],
  ['financial_connections', 200],
  ['x', 400],
])('answers a request that has no abort signal (%s)', async (flow, status) => {
  const { handler } = serverStage();
  const headers = { 'Content-Type': 'application/json' };
  const request = new Request(ORIGIN, { method: 'POST', headers, body: JSON.stringify({ flow }) });
  const answer = await handler(new AzuresRequest(request) as unknown as Request);
  expect(answer.status).toBe(status);
});

describe('a caller who is not signed in', () => {
  it.each([
    ['a body that is not JSON', '{'],
    ['an unknown flow', '{"flow":"x"}'],
    ['a body that is too large', JSON.stringify({ flow: 'connect', x: 'x'.repeat(20_000) })],
  ])('gets 401 and nothing more for %s', async (_, body) => {
    const { handler, ask } = serverStage({ authorize: () => null });
    expect((await ask(body)).status).toBe(401);
    const port = await serveOnPort(toNodeListener(handler));
    expect((await send(port, body)).status).toBe(401);
  });

  it('causes no wait for a body that broke off during authorize', async () => {
    let signIn!: () => void;
    const { handler, calls, onEvent } = serverStage({
      authorize: () =>
        new Promise<{ account: string }>((resolve) => (signIn = () => resolve({ account: 'acct_1' }))),
    });
    let answered!: () => void;
    const done = new Promise<void>((resolve) => (answered = resolve));
    const listen = toNodeListener(handler);
    let isGone = false;
    const port = await serveOnPort((request, response) => {
      response.once('close', () => (isGone = true));
      void listen(request, response).then(answered);
    });
    const controller = new AbortController();
    const body = new ReadableStream({
      start: (stream) => stream.enqueue(new TextEncoder().encode('{"flow":')),
    });
    const headers = { 'Content-Type': 'application/json' };
    const init = { method: 'POST', headers, body, duplex: 'half', signal: controller.signal };
    const asked = fetch(`http://127.0.0.1:${port}`, init as RequestInit).catch(() => {});
    while (!signIn) await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    await asked;
    await vi.waitUntil(() => isGone);
    signIn();
    await done;
    expect(calls).toEqual([]);
    expect(onEvent.mock.lastCall![0]).toMatchObject({ code: 'aborted' });
  });
});
