import Stripe from 'stripe';
import { createSessionHandler, eventAttributes } from 'stripe-embedded/server';
import { describe, expect, it } from 'vitest';
import { CHECKING } from '../support/checking.js';
import { ORIGIN, serverStage } from '../support/serverStage.js';

describe('a Connect session', () => {
  it('is for the authorised account, with what the policy allows, in the shape Stripe returns', async () => {
    const { ask, own, calls, onEvent, onError } = serverStage({
      publishableKey: 'pk_test_1',
      locale: 'fr-FR',
    });
    const { status, json, headers } = await ask({ flow: 'connect', reason: 'initial' });
    expect(status).toBe(200);
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(json).toMatchObject({
      client_secret: expect.stringMatching(/^accs_secret__/),
      expires_at: expect.any(Number),
      account: own,
      livemode: false,
      publishable_key: 'pk_test_1',
      locale: 'fr-FR',
    });
    expect(json['components']).toMatchObject({
      payments: { enabled: true, features: { refund_management: true } },
      payouts: { enabled: true },
    });
    expect(calls).toHaveLength(1);
    expect(calls[0]!.headers.get('Idempotency-Key')).toMatch(/^[\w-]{20,}$/);
    expect(onEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        type: 'minted',
        flow: 'connect',
        account: own,
        status: 200,
        requestId: expect.stringMatching(/^req_/),
      }),
    );
    expect(onError).not.toHaveBeenCalled();
  });

  it('contains only the requested components, and disables those the policy lacks', async () => {
    const { ask, calls } = serverStage();
    const { json } = await ask({ flow: 'connect', components: ['payouts', 'documents'] });
    expect([...calls[0]!.params.keys()].filter((key) => key.startsWith('components'))).toEqual([
      'components[payouts][enabled]',
    ]);
    expect(json).toMatchObject({
      components: { payouts: { enabled: true }, documents: { enabled: false } },
      complete: true,
    });
    expect(Object.keys(json['components'] as object)).toHaveLength(2);
  });

  it('differs by role', async () => {
    const role = { current: 'admin' };
    const { own } = serverStage();
    const { ask } = serverStage<{ account: string; role: string }>({
      authorize: () => ({ account: own, role: role.current }),
      connect: {
        components: (caller) => ({
          payments: { enabled: true, features: { refund_management: caller.role === 'admin' } },
        }),
      },
    });
    const refunds = async () =>
      (await ask({ flow: 'connect' })).json['components'].payments.features.refund_management;
    const first = await refunds();
    role.current = 'viewer';
    expect([first, await refunds()]).toEqual([true, false]);
  });

  it('can be for any of several authorised accounts, and for no other', async () => {
    const stage = serverStage();
    const { ask, own, other } = serverStage({ authorize: () => ({ account: [stage.own, stage.other] }) });
    expect((await ask({ flow: 'connect' })).json['account']).toBe(own);
    expect((await ask({ flow: 'connect', account: other })).json['account']).toBe(other);
    expect((await ask({ flow: 'connect', account: 'acct_stranger' })).status).toBe(403);
  });

  it('can include preview components, with the header they need', async () => {
    const { ask, calls } = serverStage({ connect: { components: { recipients: true }, preview: true } });
    expect((await ask({ flow: 'connect' })).status).toBe(200);
    expect(calls[0]!.headers.get('Stripe-Version')).toMatch(/; embedded_connect_beta=v2$/);
  });
});

describe('a Financial Connections session', () => {
  it('is for the authorised customer and follows the policy', async () => {
    const { ask, calls } = serverStage();
    const { status, json } = await ask({ flow: 'financial_connections' });
    expect(status).toBe(200);
    expect(json['client_secret']).toMatch(/^fcsess_/);
    expect(calls[0]!.path).toBe('/v1/financial_connections/sessions');
    expect(Object.fromEntries(calls[0]!.params)).toEqual({
      'account_holder[type]': 'customer',
      'account_holder[customer]': 'cus_1',
      'permissions[0]': 'payment_method',
      'permissions[1]': 'balances',
      'filters[country]': 'US',
    });
  });

  it('is narrowed by the page’s params, never widened', async () => {
    const { ask, calls } = serverStage({ allowedOrigins: [ORIGIN] });
    await ask({
      flow: 'financial_connections',
      params: {
        permissions: ['balances', 'ownership'],
        filters: { country: 'FR', accountSubcategories: ['checking'] },
        limits: { accounts: 2 },
        prefetch: ['transactions'],
        manualEntry: { mode: 'disabled' },
        returnUrl: `${ORIGIN}/back`,
      },
    });
    expect(Object.fromEntries(calls[0]!.params)).toEqual({
      'account_holder[type]': 'customer',
      'account_holder[customer]': 'cus_1',
      'permissions[0]': 'balances',
      'filters[country]': 'US',
      'filters[account_subcategories][0]': 'checking',
      'limits[accounts]': '2',
      'manual_entry[mode]': 'disabled',
      return_url: `${ORIGIN}/back`,
    });
    expect(
      (await ask({ flow: 'financial_connections', params: { permissions: ['ownership'] } })).status,
    ).toBe(403);
    await ask({ flow: 'financial_connections', params: { returnUrl: 'https://evil.example/' } });
    expect(calls.at(-1)!.params.has('return_url')).toBe(false);
  });

  it.each([
    [{ type: 'account' }, 200],
    [{ type: 'customer', customer: 'cus_1' }, 200],
    [{ type: 'customer', customer: 'cus_2' }, 403],
    [{ type: 'account', account: 'acct_stranger' }, 403],
    [{ type: 'nobody' }, 403],
  ])('answers account holder %j with %i', async (accountHolder, status) => {
    const { ask } = serverStage();
    expect((await ask({ flow: 'financial_connections', params: { accountHolder } })).status).toBe(status);
  });

  it('uses the older endpoint and parameters when `legacy` is set', async () => {
    const { ask, calls } = serverStage({
      financialConnections: { permissions: ['balances'], filters: { country: 'US' }, legacy: true },
    });
    expect((await ask({ flow: 'financial_connections' })).json['client_secret']).toMatch(/^fcsess_/);
    expect(calls[0]!.path).toBe('/v1/link_account_sessions');
    expect(calls[0]!.params.get('filters[countries][0]')).toBe('US');
  });

  it('can be for a `customerAccount`', async () => {
    const { ask, calls } = serverStage({ authorize: () => ({ customerAccount: 'acct_cust' }) });
    await ask({ flow: 'financial_connections' });
    expect(calls[0]!.params.get('account_holder[customer_account]')).toBe('acct_cust');
  });
});

describe('verify', () => {
  it('returns what Stripe knows, only to the holder of the session', async () => {
    const { ask, sandbox, stripe } = serverStage();
    const { json } = await ask({ flow: 'financial_connections' });
    await sandbox.host.closeBankSession({
      clientSecret: json['client_secret'],
      publishableKey: 'pk_test_1',
      kind: 'session',
      linked: [CHECKING],
    });
    const verified = await ask({ flow: 'financial_connections', verify: json['id'] });
    expect(verified.json).toMatchObject({
      id: json['id'],
      accounts: [{ institution_name: 'StripeBank', last4: '6789', status: 'active', category: 'cash' }],
    });
    expect(verified.text).not.toContain('_secret_');

    const stranger = createSessionHandler({
      stripe,
      authorize: () => ({ customer: 'cus_2' }),
      financialConnections: { permissions: ['balances'] },
    });
    const answer = await stranger(
      new Request(`${ORIGIN}/`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ flow: 'financial_connections', verify: json['id'] }),
      }),
    );
    expect(answer.status).toBe(403);
  });
});

it('answers 404 for a session that Stripe does not know, so that no page retries', async () => {
  const { ask, onEvent } = serverStage();
  const answer = await ask({ flow: 'financial_connections', verify: 'fcsess_unknown' });
  expect(answer).toMatchObject({ status: 404, json: { error: { code: 'not_found' } } });
  expect(onEvent).toHaveBeenCalledWith(
    expect.objectContaining({ type: 'refused', requestId: expect.stringMatching(/^req_/) }),
  );
});

it.each([
  [500, 502, 'stripe_failed'],
  [429, 429, 'rate_limited'],
])('a verification that Stripe answers with %i can be repeated later', async (api, status, code) => {
  const { sandbox, ask } = serverStage();
  const { json } = await ask({ flow: 'financial_connections' });
  sandbox.fail({ api, times: 1 });
  const verify = () => ask({ flow: 'financial_connections', verify: json['id'] });
  expect(await verify()).toMatchObject({ status, json: { error: { code } } });
  expect((await verify()).status).toBe(200);
});

describe('the handler refuses', () => {
  it.each([
    ['a GET', {}, { method: 'GET', body: undefined }, 405, 'method_not_allowed'],
    [
      'a form',
      'flow=connect',
      { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
      415,
      'unsupported_media_type',
    ],
    ['a body that is not JSON', '{"flow"', {}, 400, 'bad_request'],
    ['a list', '[]', {}, 400, 'bad_request'],
    ['a body without a flow', {}, {}, 400, 'bad_request'],
    ['an unknown flow', { flow: 'payouts' }, {}, 400, 'bad_request'],
    ['a body of 17 KiB', { flow: 'connect', x: 'x'.repeat(17_000) }, {}, 413, 'payload_too_large'],
    [
      'another origin',
      { flow: 'connect' },
      { headers: { Origin: 'https://evil.example' } },
      403,
      'forbidden',
    ],
    [
      'a request that leaves no components',
      { flow: 'connect', components: ['documents'] },
      {},
      403,
      'forbidden',
    ],
    ['another account', { flow: 'connect', account: 'acct_other' }, {}, 403, 'forbidden'],
  ])('%s', async (_, body, init, status, code) => {
    const { ask, calls, onError, onEvent } = serverStage();
    const answer = await ask(body, init);
    expect(answer).toMatchObject({ status, json: { error: { code, message: expect.any(String) } } });
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(calls).toHaveLength(0);
    expect(onError).toHaveBeenCalledTimes(1);
    expect(onEvent).toHaveBeenCalledWith(expect.objectContaining({ type: 'refused', status, code }));
  });

  it.each([
    ['returns null', () => null],
    ['returns undefined', () => undefined],
    [
      'throws',
      () => {
        throw new Error('no cookie');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no cookie'))],
  ])('a caller for whom authorize %s', async (_, authorize) => {
    const { ask } = serverStage({ authorize });
    expect(await ask({ flow: 'connect' })).toMatchObject({
      status: 401,
      json: { error: { code: 'unauthorized' } },
    });
  });

  it.each<[string, unknown]>([
    ['an error with a status of 500 or above', Object.assign(new Error('down'), { status: 503 })],
    ['one with a statusCode', Object.assign(new Error('down'), { statusCode: 500 })],
    ['a Response', new Response('down', { status: 502 })],
    ['what axios throws', Object.assign(new Error('down'), { response: { status: 503 } })],
    [
      'a word as its status, beside a response',
      Object.assign(new Error('down'), { status: 'down', response: { status: 500 } }),
    ],
    [
      'what Supabase throws',
      Object.assign(new Error('down'), { context: new Response(null, { status: 503 }) }),
    ],
    ['what tRPC throws', Object.assign(new Error('down'), { data: { httpStatus: 500 } })],
    ['a word as its statusCode', Object.assign(new Error('down'), { statusCode: 'DOWN', status: 503 })],
  ])('with 500 if authorize could not find out who is asking, and throws %s', async (_, thrown) => {
    const { ask, onError } = serverStage({ authorize: () => Promise.reject(thrown as Error) });
    const answer = await ask({ flow: 'connect' });
    expect(answer).toMatchObject({ status: 500, json: { error: { code: 'internal' } } });
    expect(JSON.stringify(answer.json)).not.toContain('down');
    expect(onError).toHaveBeenCalledWith(
      expect.objectContaining({ code: 'endpoint_failed' }),
      expect.objectContaining({ type: 'failed', status: 500 }),
    );
    if (thrown instanceof Error)
      expect(onError.mock.lastCall?.[0]).toMatchObject({ cause: { message: 'down' } });
  });

  it.each<[string, unknown]>([
    ['401', Object.assign(new Error('no cookie'), { status: 401 })],
    ['403, as a Response', new Response(null, { status: 403 })],
    ['no status, as null', null],
    ['no status, as text', 'nobody'],
    ['a status that is not a number', Object.assign(new Error('no cookie'), { status: 'error' })],
    ['a 401 in a response', Object.assign(new Error('no cookie'), { response: { status: 401 } })],
    [
      'an empty response',
      Object.assign(new Error('no cookie'), { response: null, context: null, data: null }),
    ],
  ])('with 401 if authorize throws %s', async (_, thrown) => {
    const { ask } = serverStage({ authorize: () => Promise.reject(thrown as Error) });
    expect((await ask({ flow: 'connect' })).status).toBe(401);
  });

  it('a flow that is not configured, and a caller without an account', async () => {
    const { ask } = serverStage({ connect: undefined });
    expect((await ask({ flow: 'connect' })).status).toBe(404);
    const nobody = serverStage({ authorize: () => ({}) });
    expect((await nobody.ask({ flow: 'connect' })).status).toBe(403);
    expect((await nobody.ask({ flow: 'financial_connections' })).status).toBe(403);
  });
});

describe('origins', () => {
  it('allows the server’s own origin by its Host, also behind a proxy that terminates TLS', async () => {
    const { ask } = serverStage();
    expect((await ask({ flow: 'connect' }, { headers: { Origin: 'https://shop.example' } })).status).toBe(
      200,
    );
    const { handler } = serverStage();
    const request = new Request('http://10.0.0.7:3000/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: 'https://shop.example', Host: 'shop.example' },
      body: '{"flow":"connect"}',
    });
    expect((await handler(request)).status).toBe(200);
  });

  it('allows listed origins and lets them read the response', async () => {
    const { ask } = serverStage({ allowedOrigins: ['https://app.example'] });
    const headers = { Origin: 'https://app.example' };
    const preflight = await ask(undefined, { method: 'OPTIONS', body: undefined, headers });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('Access-Control-Allow-Headers')).toContain('content-type');
    const answer = await ask({ flow: 'connect' }, { headers });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('https://app.example');
    expect(answer.headers.get('Vary')).toBe('Origin');
    const own = await ask({ flow: 'connect' });
    expect([own.status, own.json['error'].message]).toEqual([
      403,
      "`allowedOrigins` is set on the server, but does not contain this page's own origin.",
    ]);
  });

  it.each([
    ['a CSRF token from `headers`', 'content-type,x-csrf-token,x-requested-with'],
    ['the headers of a gateway', 'apikey,authorization,content-type,x-client-info,x-requested-with'],
    ['the headers of a tracer', 'baggage,content-type,sentry-trace,traceparent,x-requested-with'],
  ])('allows a listed origin to send %s', async (_, asked) => {
    const { ask } = serverStage({ allowedOrigins: ['https://app.example'] });
    const preflight = (Origin: string) =>
      ask(undefined, {
        method: 'OPTIONS',
        body: undefined,
        headers: { Origin, 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': asked },
      });
    const { headers } = await preflight('https://app.example');
    expect(headers.get('Access-Control-Allow-Headers')).toBe(asked);
    const refused = await preflight('https://evil.example');
    expect([refused.status, refused.headers.get('Access-Control-Allow-Headers')]).toEqual([403, null]);
  });

  it('allows every origin on the list and no other', async () => {
    const { ask } = serverStage({ allowedOrigins: ['https://app.example', 'https://admin.example'] });
    const statusFor = async (Origin: string) =>
      (await ask({ flow: 'connect' }, { headers: { Origin } })).status;
    expect(await statusFor('https://app.example')).toBe(200);
    expect(await statusFor('https://admin.example')).toBe(200);
    expect(await statusFor('https://evil.example')).toBe(403);
  });

  it.each([
    ['https://app.example/', 'https://app.example'],
    ['https://App.Example', 'https://app.example'],
    ['https://app.example:443', 'https://app.example'],
    ['http://localhost:3000/', 'http://localhost:3000'],
  ])('normalises %s', async (listed, origin) => {
    const { ask } = serverStage({ allowedOrigins: [listed] });
    expect((await ask({ flow: 'connect' }, { headers: { Origin: origin } })).status).toBe(200);
  });

  it('accepts an app’s custom scheme exactly as the app sends it', async () => {
    const { ask } = serverStage({ allowedOrigins: ['capacitor://localhost'] });
    const headers = { Origin: 'capacitor://localhost' };
    expect((await ask({ flow: 'connect' }, { headers })).status).toBe(200);
  });

  it('treats a custom scheme as another origin, even on the server’s own host', async () => {
    const headers = { Origin: 'capacitor://shop.example' };
    expect((await serverStage().ask({ flow: 'connect' }, { headers })).status).toBe(403);
    const { ask } = serverStage({ allowedOrigins: [ORIGIN, headers.Origin] });
    const preflight = await ask(undefined, { method: 'OPTIONS', body: undefined, headers });
    expect(preflight.status).toBe(204);
    const answer = await ask({ flow: 'connect' }, { headers });
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(headers.Origin);
  });

  it.each([
    '*',
    '',
    'app.example',
    'null',
    'https://*.example',
    'https://app.example/home',
    'capacitor://localhost/',
    'Capacitor://localhost',
    undefined as unknown as string,
  ])('refuses "%s", which is not an origin, when the handler is created', (listed) => {
    expect(() => serverStage({ allowedOrigins: [listed] })).toThrow('`allowedOrigins` is not an origin');
  });

  it('refuses a string instead of a list when the handler is created', () => {
    expect(() => serverStage({ allowedOrigins: 'https://app.example' as never })).toThrow('not a list');
  });

  it('refuses "null", and a cross-site request without an Origin', async () => {
    const { handler } = serverStage();
    const send = (headers: Record<string, string>) =>
      handler(
        new Request(`${ORIGIN}/`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', ...headers },
          body: '{"flow":"connect"}',
        }),
      );
    expect((await send({ 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await send({ Origin: 'null' })).status).toBe(403);
    expect((await send({})).status).toBe(200);
  });
});

describe('when Stripe fails', () => {
  it.each([
    [429, 429, 'rate_limited'],
    [500, 502, 'stripe_failed'],
    [401, 502, 'stripe_failed'],
    [400, 502, 'stripe_failed'],
  ])('with %i, answers %i', async (api, status, code) => {
    const { ask, sandbox, onError } = serverStage();
    sandbox.fail({ api });
    const answer = await ask({ flow: 'connect' });
    expect(answer).toMatchObject({ status, json: { error: { code } } });
    expect(answer.text).not.toMatch(/sandbox was told|req_/);
    expect(onError).toHaveBeenCalledWith(
      expect.objectContaining({ status, cause: expect.any(Error) }),
      expect.objectContaining({ requestId: expect.stringMatching(/^req_/) }),
    );
    if (status === 429) expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0);
  });

  it('by not responding, answers 504', async () => {
    const { ask, sandbox } = serverStage({ timeout: 20 });
    sandbox.fail({ api: 'hanging' });
    const answer = ask({ flow: 'connect' });
    expect(await answer).toMatchObject({ status: 504, json: { error: { code: 'timeout' } } });
  });

  it('the app’s own bug answers 500 and reveals nothing', async () => {
    const { ask } = serverStage({
      connect: {
        components: () => {
          throw new Error('the database password is hunter2');
        },
      },
    });
    const answer = await ask({ flow: 'connect' });
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('hunter2');
  });

  it('observers that throw change nothing', async () => {
    const { ask } = serverStage({
      onEvent: () => {
        throw new Error('metrics are down');
      },
    });
    expect((await ask({ flow: 'connect' })).status).toBe(200);
  });
});

const BANK = { permissions: ['balances'] };

describe('the policy', () => {
  const make = (components: object, more: object = {}) =>
    createSessionHandler({
      stripe: new Stripe('sk_test_1'),
      authorize: () => null,
      connect: { components: components as never, ...more },
    });

  it.each([
    [{ payment: true }, "payment` is not one of Stripe's components. Did you mean `payments`?"],
    [{ 'payouts-list': true }, 'Did you mean `payouts_list`?'],
    [{ payments: { enabled: true, features: { refunds: true } } }, 'Did you mean `refund_management`?'],
    [{ payouts_list: { enabled: true, features: { refunds: true } } }, 'This component has no features.'],
    [{ payments: { enabled: 'yes' } }, 'not true or false'],
    [{ recipients: true }, '`connect.preview: true`'],
  ])('%j throws when the handler is created', (components, words) => {
    expect(() => make(components)).toThrow(words);
  });

  it.each<[string, object, string]>([
    ['a Connect policy without components', { connect: {} }, '`connect.components`'],
    [
      'a bank policy without permissions',
      { financialConnections: {} },
      '`financialConnections.permissions` is not a list',
    ],
    ['a misspelt filter', { financialConnections: { ...BANK, filter: {} } }, 'Did you mean `filters`?'],
    [
      'a misspelt field of a filter',
      { financialConnections: { ...BANK, filters: { contry: 'US' } } },
      'Did you mean `country`?',
    ],
    [
      'a misspelt account subcategory',
      { financialConnections: { ...BANK, filters: { account_subcategories: ['cheking'] } } },
      'Did you mean `checking`?',
    ],
    ['a concurrency limit of 0', { limit: { concurrent: 0 } }, '`limit`'],
    ['a queue limit of NaN', { limit: { waiting: NaN } }, '`limit`'],
    ['a timeout of 0', { timeout: 0 }, '`timeout`'],
    ['an infinite timeout', { timeout: Infinity }, '`timeout`'],
  ])('%s throws when the handler is created', (_, options, words) => {
    expect(() => serverStage(options)).toThrow(words);
  });

  it('that is undefined for a role grants nothing', async () => {
    const { ask } = serverStage({
      connect: { components: () => undefined as never },
      financialConnections: () => undefined as never,
    });
    expect((await ask({ flow: 'connect' })).status).toBe(403);
    expect((await ask({ flow: 'financial_connections' })).status).toBe(404);
  });

  it('that grants a role no permissions refuses with 403', async () => {
    const { ask, onEvent } = serverStage({ financialConnections: () => ({ permissions: [] }) });
    expect((await ask({ flow: 'financial_connections' })).status).toBe(403);
    expect(onEvent.mock.lastCall![0]).toMatchObject({ type: 'refused', code: 'forbidden' });
  });

  it('that a function returns with a mistake is a server error, reported only to the server', async () => {
    const { ask, onError } = serverStage({ financialConnections: () => ({ ...BANK, filter: {} }) as never });
    expect((await ask({ flow: 'financial_connections' })).status).toBe(500);
    expect(String(onError.mock.lastCall![0].cause)).toContain('Did you mean `filters`?');
  });

  it('is required, and so are a client and authorize', () => {
    expect(() => createSessionHandler({} as never)).toThrow('`stripe`');
    expect(() => createSessionHandler({ stripe: new Stripe('sk_test_1') } as never)).toThrow('`authorize`');
    expect(() => make({ recipients: true }, { preview: true })).not.toThrow();
  });
});

it('eventAttributes returns OpenTelemetry attributes', () => {
  expect(
    eventAttributes({
      type: 'failed',
      flow: 'connect',
      status: 502,
      code: 'stripe_failed',
      duration: 5,
      requestId: 'req_1',
    }),
  ).toEqual({
    'stripe_embedded.outcome': 'failed',
    'stripe_embedded.flow': 'connect',
    'stripe_embedded.stripe_request_id': 'req_1',
    'http.response.status_code': 502,
    'error.type': 'stripe_failed',
  });
});
