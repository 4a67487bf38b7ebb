import type { EmbeddedError } from 'stripe-embedded';
import { createSessionHandler } from 'stripe-embedded/server';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ORIGIN, serverStage } from '../support/serverStage.js';

const bank = (params: unknown) => ({ flow: 'financial_connections', params });
const letters = (count: number) => 'a'.repeat(count);
const deep = (levels: number): object => (levels ? { x: deep(levels - 1) } : {});

describe('a refusal says what is wrong with', () => {
  it.each<[string, unknown, RequestInit, number, string]>([
    ['a GET', undefined, { method: 'GET', body: undefined }, 405, 'with POST'],
    ['a text body', 'flow', { headers: { 'Content-Type': 'text/plain' } }, 415, 'application/json'],
    ['incomplete JSON', '{"flow"', {}, 400, 'not JSON'],
    ['a list', '[]', {}, 400, 'not a JSON object'],
    ['a number', '1', {}, 400, 'not a JSON object'],
    ['null', 'null', {}, 400, 'not a JSON object'],
    ['a body nested nine levels deep', { flow: 'connect', x: deep(8) }, {}, 400, 'nested too deeply'],
    ['a body of 17 KiB', { flow: 'connect', x: letters(17_000) }, {}, 413, '16 KiB'],
    ['bytes that are not text', new Uint8Array([0x7b, 0xff]), {}, 400, 'could not be read'],
    ['a body without a flow', {}, {}, 400, '`flow` is neither "connect" nor "financial_connections"'],
    ['an account that is not text', { flow: 'connect', account: 1 }, {}, 400, '`account` is not an id'],
    ['an account of 129 characters', { flow: 'connect', account: letters(129) }, {}, 400, 'not an id'],
    [
      'an account with extra characters after it',
      { flow: 'connect', account: 'acct_1/x' },
      {},
      400,
      'not an id',
    ],
    [
      'an account with extra characters before it',
      { flow: 'connect', account: '/acct_1' },
      {},
      400,
      'not an id',
    ],
    [
      'components that are not a list',
      { flow: 'connect', components: { length: 0 } },
      {},
      400,
      '`components` is not a list of component names',
    ],
    ['65 components', { flow: 'connect', components: Array(65).fill('payments') }, {}, 400, 'not a list'],
    ['a component that is not text', { flow: 'connect', components: ['payments', 1] }, {}, 400, 'not a list'],
    ['a component that is null', { flow: 'connect', components: [null] }, {}, 400, 'not a list'],
    ['a component of 65 characters', { flow: 'connect', components: [letters(65)] }, {}, 400, 'not a list'],
    [
      'a component that starts with a digit',
      { flow: 'connect', components: ['1payments'] },
      {},
      400,
      'not a list',
    ],
    ['a list as params', bank([]), {}, 400, '`params` is not an object'],
    ['text as params', bank('all'), {}, 400, '`params` is not an object'],
    [
      'a verify on the Connect flow',
      { flow: 'connect', verify: 'fcsess_1' },
      {},
      400,
      '`verify` is not the id of a Financial Connections session',
    ],
    [
      'a verify that is not an id',
      { flow: 'financial_connections', verify: '../x' },
      {},
      400,
      '`verify` is not',
    ],
    ['someone else’s account', { flow: 'connect', account: 'acct_x' }, {}, 403, 'not one of yours'],
    [
      'a component outside the policy',
      { flow: 'connect', components: ['documents'] },
      {},
      403,
      'None of the',
    ],
    [
      'an account holder outside the policy',
      bank({ accountHolder: { type: 'x' } }),
      {},
      403,
      '`authorize` did not allow this holder',
    ],
    [
      'permissions outside the policy',
      bank({ permissions: ['ownership'] }),
      {},
      403,
      'None of the requested permissions',
    ],
    [
      'another origin',
      { flow: 'connect' },
      { headers: { Origin: 'https://evil.example' } },
      403,
      'Add it to `allowedOrigins`',
    ],
    [
      'a session that Stripe does not know',
      { flow: 'financial_connections', verify: 'fcsess_x' },
      {},
      404,
      'Stripe does not know this session',
    ],
  ])('%s', async (_, body, init, status, words) => {
    const { ask } = serverStage();
    const answer = await ask(body, init);
    expect(answer).toMatchObject({ status, json: { error: { message: expect.stringContaining(words) } } });
    expect(answer.headers.get('Content-Type')).toBe('application/json');
    expect(answer.headers.get('Allow')).toBe(status === 405 ? 'POST' : null);
    expect(answer.headers.get('Retry-After')).toBeNull();
  });

  it('a cross-site request without an Origin', async () => {
    const { handler } = serverStage();
    const request = new Request(`${ORIGIN}/`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'cross-site' },
      body: '{"flow":"connect"}',
    });
    const answer = (await (await handler(request)).json()) as { error: { message: string } };
    expect(answer.error.message).toBe('Requests from other sites are not allowed.');
  });

  it('a request without a body', async () => {
    const { handler } = serverStage();
    const answer = await handler(
      new Request(`${ORIGIN}/`, { method: 'POST', headers: { 'Content-Type': 'application/json' } }),
    );
    expect(await answer.json()).toEqual({ error: { code: 'bad_request', message: 'The body is not JSON.' } });
  });

  it('a caller without ids, and a flow that is not configured', async () => {
    const nobody = serverStage({ authorize: () => ({}) });
    const said = async (body: object) => (await nobody.ask(body)).json['error'].message;
    expect(await said({ flow: 'connect' })).toContain('no account to show');
    expect(await said({ flow: 'connect', account: 'acct_1' })).toContain('no account to show');
    expect(await said({ flow: 'financial_connections' })).toContain('nobody to link a bank account for');
    const none = serverStage({ connect: undefined, financialConnections: undefined });
    expect((await none.ask({ flow: 'connect' })).json['error'].message).toContain('`connect` option');
    expect((await none.ask({ flow: 'financial_connections' })).json['error'].message).toContain(
      '`financialConnections` option',
    );
  });

  it.each([
    ['authorize returns null', () => null],
    ['authorize rejects', () => Promise.reject(new Error('no cookie'))],
  ])('a caller who is not signed in: %s', async (_, authorize) => {
    const { ask } = serverStage({ authorize });
    expect((await ask({ flow: 'connect' })).json['error'].message).toBe('Nobody is signed in.');
  });
});

describe('the handler accepts what is only just within the limits', () => {
  it.each<[string, unknown, number]>([
    ['a body nested eight levels deep', { flow: 'connect', x: deep(7) }, 200],
    ['a list nested beside text', { flow: 'connect', x: ['y', [null]] }, 200],
    ['64 components', { flow: 'connect', components: Array(64).fill('payments') }, 200],
    ['null for every optional field', { flow: 'connect', account: null, params: null, verify: null }, 200],
    [
      'an account of 128 characters, refused only as someone else’s',
      { flow: 'connect', account: letters(128) },
      403,
    ],
    [
      'a component of 64 characters, refused only by the policy',
      { flow: 'connect', components: [letters(64)] },
      403,
    ],
  ])('%s', async (_, body, status) => {
    const { ask } = serverStage();
    expect((await ask(body)).status).toBe(status);
  });

  it('a body of 16 KiB, and refuses one byte more', async () => {
    const { ask } = serverStage();
    const body = (size: number) => JSON.stringify({ flow: 'connect' }).padEnd(size);
    expect((await ask(body(16 * 1024))).status).toBe(200);
    expect((await ask(body(16 * 1024 + 1))).status).toBe(413);
  });

  it('a Content-Length of 16 KiB, and refuses a larger one unread', async () => {
    const { handler, calls } = serverStage();
    const headers = { 'Content-Type': 'application/json' };
    const send = (size: number) => {
      const request = new Request(`${ORIGIN}/`, { method: 'POST', headers, body: '{"flow":"connect"}' });
      request.headers.set('Content-Length', String(size));
      return handler(request);
    };
    expect((await send(16 * 1024 + 1)).status).toBe(413);
    expect(calls).toHaveLength(0);
    expect((await send(16 * 1024)).status).toBe(200);
  });

  it('a body whose chunks split a character, and leaves no timer behind', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const bytes = new TextEncoder().encode('{"flow":"connect","x":"é"}');
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(bytes.subarray(0, 24));
        controller.enqueue(bytes.subarray(24));
        controller.close();
      },
    });
    const { handler } = serverStage({
      stripe: { accountSessions: { create: async () => ({ client_secret: 'accs_secret__1' }) } },
    });
    const headers = { 'Content-Type': 'application/json' };
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
    expect((await handler(new Request(`${ORIGIN}/`, init))).status).toBe(200);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('a content type in capitals, with a charset', async () => {
    const { ask } = serverStage();
    const headers = { 'Content-Type': 'Application/JSON ; charset=utf-8' };
    expect((await ask({ flow: 'connect' }, { headers })).status).toBe(200);
  });

  it('but refuses a request without a content type', async () => {
    const { handler } = serverStage();
    const request = new Request(`${ORIGIN}/`, { method: 'POST', body: new Uint8Array([0x7b, 0x7d]) });
    expect((await handler(request)).status).toBe(415);
  });
});

describe('onError and onEvent receive', () => {
  it.each<[string, string, number, string, boolean, Parameters<typeof serverStage>[0], unknown]>([
    [
      'a missing sign-in',
      'endpoint_unauthorized',
      401,
      'refused',
      false,
      { authorize: () => null },
      undefined,
    ],
    ['a rate limit', 'endpoint_rate_limited', 429, 'refused', false, { rateLimit: () => false }, undefined],
    [
      'a forbidden account',
      'endpoint_forbidden',
      403,
      'refused',
      false,
      {},
      { flow: 'connect', account: 'acct_x' },
    ],
    ['a bad request', 'endpoint_failed', 400, 'refused', false, {}, {}],
    [
      'a bug',
      'endpoint_failed',
      500,
      'failed',
      true,
      { financialConnections: () => Promise.reject(new Error('bug')) },
      { flow: 'financial_connections' },
    ],
  ])('%s as %s', async (_, code, status, type, retryable, options, body = { flow: 'connect' }) => {
    const { ask, onError, onEvent } = serverStage(options);
    await ask(body);
    expect(onError).toHaveBeenCalledWith(
      expect.objectContaining({ code, status, retryable }),
      expect.objectContaining({ type, status }),
    );
    expect(onEvent).toHaveBeenCalledWith(onError.mock.calls[0]![1]);
  });

  it('the error that authorize threw, even without onEvent', async () => {
    const cause = new Error('no cookie');
    const { ask, onError } = serverStage({ authorize: () => Promise.reject(cause), onEvent: undefined });
    await ask({ flow: 'connect' });
    expect(onError.mock.calls[0]![0]).toMatchObject({ code: 'endpoint_unauthorized', cause });
  });

  it('an aborted request as aborted', async () => {
    const gone = new AbortController();
    const onError = vi.fn<(error: EmbeddedError) => void>();
    const { handler } = serverStage({
      onError,
      authorize: () => {
        gone.abort();
        return { account: 'acct_1' };
      },
    });
    const request = new Request(`${ORIGIN}/`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"flow":"connect"}',
      signal: gone.signal,
    });
    const answer = await handler(request);
    expect(answer.status).toBe(499);
    expect(((await answer.json()) as { error: object }).error).toEqual({
      code: 'aborted',
      message: 'The client cancelled the request.',
    });
    expect(onError.mock.calls[0]![0].code).toBe('aborted');
  });

  it('an event with its duration', async () => {
    const now = vi.spyOn(Date, 'now').mockReturnValueOnce(1_000).mockReturnValue(1_250);
    const { ask, onEvent } = serverStage();
    await ask({ flow: 'connect', account: 'acct_x' });
    now.mockRestore();
    expect(onEvent.mock.calls[0]![0].duration).toBe(250);
  });
});

it('an incorrect createSessionHandler call names what is missing', () => {
  const stripe = { accountSessions: {} } as never;
  expect(() => (createSessionHandler as () => unknown)()).toThrow(
    '[stripe-embedded] `createSessionHandler` needs `options`, with `stripe` and `authorize`.',
  );
  expect(() => createSessionHandler({} as never)).toThrow(
    '[stripe-embedded] `createSessionHandler` needs `stripe`, a Stripe client: `new Stripe(process.env.STRIPE_SECRET_KEY)`.',
  );
  expect(() => createSessionHandler({ stripe, authorize: 'me' } as never)).toThrow(
    'needs `authorize`, a function that says who is asking.',
  );
});
