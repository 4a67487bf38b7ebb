import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ORIGIN, serverStage } from '../support/serverStage.js';

const NEVER_OURS = [500, 501, 503];

const json = (body: unknown) => ({ body: JSON.stringify(body) });
const bytes = (...values: number[]) => ({ body: new Uint8Array(values) as unknown as string });

/** Written by hand: what an attacker sends first. */
const ATTACKS: Record<string, RequestInit> = {
  'another account': json({ flow: 'connect', account: 'acct_victim' }),
  'another account in a list': json({ flow: 'connect', account: ['acct_victim'] }),
  'another account as an object': json({ flow: 'connect', account: { id: 'acct_victim' } }),
  'another account twice': { body: '{"flow":"connect","account":"acct_own","account":"acct_victim"}' },
  'another account nested': json({ flow: 'connect', params: { account: 'acct_victim' } }),
  'another account under a capitalised key': json({ flow: 'connect', Account: 'acct_victim' }),
  'a path for an account': json({ flow: 'connect', account: '../../v1/accounts/acct_victim' }),
  'an injected parameter': json({ flow: 'connect', account: 'acct_1&components[payments][enabled]=true' }),
  'a line break in an account': json({ flow: 'connect', account: 'acct_1\r\nStripe-Account: acct_victim' }),
  'a null byte in an account': json({ flow: 'connect', account: 'acct_1\u0000' }),
  'a prototype': { body: '{"flow":"connect","__proto__":{"account":"acct_victim"}}' },
  'a constructor': { body: '{"flow":"connect","constructor":{"prototype":{"account":"acct_victim"}}}' },
  'a prototype of params': {
    body: '{"flow":"financial_connections","params":{"__proto__":{"permissions":["ownership"]}}}',
  },
  'a prototype as a component': json({
    flow: 'connect',
    components: ['__proto__', 'constructor', 'payments'],
  }),
  'a component that is not allowed': json({ flow: 'connect', components: ['account_management'] }),
  'a component as an object': json({
    flow: 'connect',
    components: { account_management: { enabled: true } },
  }),
  'features chosen by the page': json({
    flow: 'connect',
    components: ['payments'],
    features: { capture_payments: true },
  }),
  'a thousand components': json({
    flow: 'connect',
    components: Array.from({ length: 1_000 }, () => 'payments'),
  }),
  'someone else’s customer': json({
    flow: 'financial_connections',
    params: { accountHolder: { type: 'customer', customer: 'cus_victim' } },
  }),
  'an account as the holder': json({
    flow: 'financial_connections',
    params: { accountHolder: { type: 'account', account: 'acct_victim' } },
  }),
  'a holder in Stripe’s own field names': json({
    flow: 'financial_connections',
    params: { account_holder: { type: 'customer', customer: 'cus_victim' } },
  }),
  'someone else’s session': json({ flow: 'financial_connections', verify: 'fcsess_victim' }),
  'a path as a session': json({ flow: 'financial_connections', verify: '../accounts/acct_victim' }),
  'verify on the Connect flow': json({ flow: 'connect', verify: 'fcsess_1' }),
  'more permissions': json({
    flow: 'financial_connections',
    params: { permissions: ['ownership', 'transactions'] },
  }),
  'a return URL on another site': json({
    flow: 'financial_connections',
    params: { returnUrl: 'https://evil.example' },
  }),
  'a script as the return URL': json({
    flow: 'financial_connections',
    params: { returnUrl: 'javascript:alert(1)' },
  }),
  'a list as params': json({ flow: 'financial_connections', params: [] }),
  'text as params': json({ flow: 'financial_connections', params: 'all' }),
  'a deep body': { body: `{"flow":"connect","x":${'['.repeat(8_000)}${']'.repeat(8_000)}}` },
  'a huge body': { body: JSON.stringify({ flow: 'connect', x: 'x'.repeat(1_000_000) }) },
  'a huge number': { body: '{"flow":"financial_connections","params":{"limits":{"accounts":1e999}}}' },
  'a negative limit': json({ flow: 'financial_connections', params: { limits: { accounts: -1 } } }),
  'invalid UTF-8': bytes(0x7b, 0xff, 0xfe, 0x7d),
  'UTF-16': bytes(0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00),
  'a byte order mark': { body: '\uFEFF{"flow":"connect"}' },
  nothing: { body: '' },
  null: { body: 'null' },
  'a number': { body: '1' },
  NaN: { body: 'NaN' },
  'JSON with more after it': { body: '{"flow":"connect"}{"account":"acct_victim"}' },
  'a comment': { body: '{"flow":"connect"/*,"account":"acct_victim"*/}' },
  'a spoofed method': { ...json({ flow: 'connect' }), headers: { 'X-HTTP-Method-Override': 'GET' } },
  'a spoofed origin': { ...json({ flow: 'connect' }), headers: { Origin: `${ORIGIN}.evil.example` } },
  'an origin with a user': {
    ...json({ flow: 'connect' }),
    headers: { Origin: 'https://shop.example@evil.example' },
  },
  'the origin "null"': { ...json({ flow: 'connect' }), headers: { Origin: 'null' } },
  'an invalid origin': { ...json({ flow: 'connect' }), headers: { Origin: ':::' } },
  'a Stripe account header': { ...json({ flow: 'connect' }), headers: { 'Stripe-Account': 'acct_victim' } },
  'JSON sent as text/plain': { body: '{"flow":"connect"}', headers: { 'Content-Type': 'text/plain' } },
  'two content types': {
    body: '{"flow":"connect"}',
    headers: { 'Content-Type': 'text/plain, application/json' },
  },
  'another charset': {
    body: '{"flow":"connect"}',
    headers: { 'Content-Type': 'application/json; charset=utf-7' },
  },
};

/** What must hold for any request. */
async function withstands(init: RequestInit) {
  const { ask, own, calls, onError, onEvent } = serverStage();
  const { status, json: answer, text } = await ask('', init);
  expect(NEVER_OURS).not.toContain(status);
  if (status === 200) {
    expect([own, undefined]).toContain(answer['account']);
    for (const [name, { enabled }] of Object.entries<{ enabled: boolean }>(answer['components'] ?? {})) {
      if (enabled) expect(['payments', 'payouts']).toContain(name);
    }
  } else {
    expect(text).not.toMatch(/_secret_|sk_test|victim/);
    expect(answer['error']).toMatchObject({ code: expect.any(String) });
  }
  for (const { params, headers } of calls) {
    expect(params.toString()).not.toContain('victim');
    expect(headers.get('Stripe-Account')).toBeNull();
  }
  expect(JSON.stringify([onError.mock.calls, onEvent.mock.calls])).not.toMatch(/_secret_|sk_test/);
}

describe('a hostile request', () => {
  it.each(Object.entries(ATTACKS))('with %s gains nothing', async (_, init) => {
    await withstands(init);
  });

  it('of 600 generated kinds gains nothing', async () => {
    const names = ['flow', 'account', 'components', 'params', 'verify', 'reason', '__proto__', 'constructor'];
    const values = fc.oneof(
      fc.constantFrom(
        'connect',
        'financial_connections',
        'acct_victim',
        'fcsess_victim',
        'payments',
        '',
        null,
      ),
      fc.jsonValue({ maxDepth: 4 }),
      fc.array(fc.constantFrom('payments', 'account_management', '__proto__', 'PAYMENTS', 1, null), {
        maxLength: 80,
      }),
      fc.record({
        accountHolder: fc.jsonValue({ maxDepth: 2 }),
        permissions: fc.jsonValue(),
        filters: fc.jsonValue(),
      }),
    );
    const bodies = fc.oneof(
      fc.array(fc.tuple(fc.constantFrom(...names), values), { maxLength: 6 }).map(
        // Built by hand so that keys can repeat.
        (entries) =>
          `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`,
      ),
      fc.string({ maxLength: 200, unit: 'binary' }),
      fc.json(),
    );
    const headers = fc.dictionary(
      fc.constantFrom(
        'Origin',
        'Content-Type',
        'X-Requested-With',
        'Accept',
        'Stripe-Account',
        'Sec-Fetch-Site',
      ),
      fc.constantFrom(
        'null',
        ORIGIN,
        'https://evil.example',
        'application/json',
        'text/html',
        'acct_victim',
        'cross-site',
        '*',
      ),
      { maxKeys: 2 },
    );
    await fc.assert(
      fc.asyncProperty(
        bodies,
        headers,
        fc.constantFrom('POST', 'POST', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
        (body, given, method) => withstands({ body, headers: given, method }),
      ),
      { numRuns: 600 },
    );
  }, 60_000);

  it('with an endless body is cut off with 413', async () => {
    const { handler, calls } = serverStage();
    let cancelled = false;
    const chunk = new TextEncoder().encode(' '.repeat(4_096));
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(chunk),
      cancel: () => void (cancelled = true),
    });
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body, duplex: 'half' };
    expect((await handler(new Request(`${ORIGIN}/`, init as RequestInit))).status).toBe(413);
    await vi.waitFor(() => expect(cancelled).toBe(true));
    expect(calls).toHaveLength(0);
  });

  it('with a stalled body is given up after ten seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { handler, calls } = serverStage();
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{')),
    });
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body, duplex: 'half' };
    const answer = handler(new Request(`${ORIGIN}/`, init));
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await answer).status).toBe(400);
    expect(calls).toHaveLength(0);
  });

  it('with a body that breaks off is refused', async () => {
    const { handler } = serverStage();
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) });
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body, duplex: 'half' };
    expect((await handler(new Request(`${ORIGIN}/`, init as RequestInit))).status).toBe(400);
  });
});
