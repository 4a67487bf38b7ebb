import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import Stripe from 'stripe';
import { createManualClock, createSandbox, type SandboxOptions } from 'stripe-embedded/sandbox';
import { describe, expect, it } from 'vitest';
import { CHECKING } from '../support/checking.js';

const reference = <T>(name: string) =>
  JSON.parse(readFileSync(new URL(`../reference/${name}`, import.meta.url), 'utf8')) as T;
const { components } = reference<{ components: Record<string, { tag: string | null; features: string[] }> }>(
  'account-session-components.json',
);
const setters = reference<{ preview: Record<string, string[]> }>('connect-element-setters.json');
const previewNames = Object.keys(setters.preview).map((tag) => tag.replaceAll('-', '_'));

function setup(options: SandboxOptions = {}) {
  const sandbox = createSandbox({ clock: createManualClock(), ...options });
  const account = sandbox.accounts[0]!.id;
  const call = async (method: string, path: string, body = '', headers: Record<string, string> = {}) => {
    const response = await sandbox.fetch(`https://api.stripe.com${path}`, {
      method,
      headers: {
        Authorization: 'Bearer sk_test_1',
        'Content-Type': 'application/x-www-form-urlencoded',
        ...headers,
      },
      body: method === 'GET' ? undefined : body,
    });
    return { status: response.status, headers: response.headers, json: await response.json() };
  };
  const stripe = new Stripe('sk_test_1', {
    httpClient: Stripe.createFetchHttpClient(sandbox.fetch),
    maxNetworkRetries: 0,
    telemetry: false,
  });
  return { sandbox, account, call, stripe };
}

describe('account sessions', () => {
  it.each(Object.entries(components))('accept %s with each of its features', async (name, { features }) => {
    const { account, call } = setup();
    const body = [
      `account=${account}`,
      `components[${name}][enabled]=true`,
      ...features.map((feature) => `components[${name}][features][${feature}]=true`),
    ].join('&');
    const { status, json } = await call('POST', '/v1/account_sessions', body);
    expect(status).toBe(200);
    expect(json.components[name]).toEqual({
      enabled: true,
      features: Object.fromEntries(features.map((feature) => [feature, true])),
    });
  });

  it.each(previewNames)('accept %s in preview', async (name) => {
    const { account, call } = setup();
    const { json } = await call(
      'POST',
      '/v1/account_sessions',
      `account=${account}&components[${name}][enabled]=true`,
    );
    expect(json.components[name].enabled).toBe(true);
  });

  it('are refused when components disagree on disable_stripe_user_authentication', async () => {
    const { account, stripe } = setup();
    const create = (payouts: object, onboarding: object = { disable_stripe_user_authentication: true }) =>
      stripe.accountSessions.create({
        account,
        components: {
          account_onboarding: { enabled: true, features: onboarding },
          payments: { enabled: true },
          payouts: { enabled: true, features: payouts },
        },
      });
    await expect(create({})).rejects.toMatchObject({
      statusCode: 400,
      message: expect.stringMatching(/disable_stripe_user_authentication.*must be the same/),
    });
    await create({ disable_stripe_user_authentication: true });
    await create({}, {});
    await create({}, { disable_stripe_user_authentication: false });
    // Stripe's default is the opposite of `external_account_collection`.
    const { components } = await create({ external_account_collection: false });
    expect(components.payouts.features.disable_stripe_user_authentication).toBe(true);
  });

  it('have the shape of Stripe’s', async () => {
    const { account, call } = setup();
    const { json, headers } = await call(
      'POST',
      '/v1/account_sessions',
      `account=${account}&components[payments][enabled]=true`,
    );
    const fixture = reference<Record<string, unknown>>('fixtures/account_session.json');
    expect(Object.keys(json).sort()).toEqual(Object.keys(fixture).sort());
    expect(Object.keys(json.components)).toEqual(
      expect.arrayContaining(Object.keys(fixture['components'] as object)),
    );
    expect(headers.get('Request-Id')).toMatch(/^req_\w+/);
    expect(json.expires_at).toBe(Date.UTC(2026, 0, 15, 10, 30) / 1000);
  });
});

describe('financial connections sessions', () => {
  it('have the shape of Stripe’s', async () => {
    const { call } = setup();
    const { json } = await call(
      'POST',
      '/v1/financial_connections/sessions',
      'account_holder[type]=customer&account_holder[customer]=cus_1&permissions[]=balances&permissions[]=payment_method',
    );
    const fixture = reference<Record<string, unknown>>('fixtures/financial_connections.session.json');
    expect(json).toMatchObject({
      ...fixture,
      id: expect.stringMatching(/^fcsess_/),
      client_secret: expect.stringMatching(/_secret_/),
      account_holder: { customer: 'cus_1', type: 'customer' },
    });
  });

  it('accept every parameter and can be retrieved', async () => {
    const { call } = setup();
    const body = [
      'account_holder[type]=customer',
      'account_holder[customer_account]=cacct_1',
      'permissions[0]=balances',
      'permissions[1]=transactions',
      'prefetch[]=balances',
      'filters[country]=US',
      'filters[account_subcategories][]=checking',
      'limits[accounts]=2',
      'manual_entry[mode]=automatic',
      'return_url=https://example.com',
      'expand[]=accounts',
    ].join('&');
    const { status, json } = await call('POST', '/v1/financial_connections/sessions', body);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      limits: { accounts: 2 },
      filters: { country: 'US' },
      prefetch: ['balances'],
    });
    expect((await call('GET', `/v1/financial_connections/sessions/${json.id}`)).json.id).toBe(json.id);
  });

  it('accept a list of countries in their older form', async () => {
    const { call } = setup();
    const holder = 'account_holder[type]=customer&account_holder[customer]=cus_1&permissions[]=balances';
    const older = await call('POST', '/v1/link_account_sessions', `${holder}&filters[countries][]=US`);
    expect(older.json.filters).toEqual({ countries: ['US'] });
    expect(
      (await call('POST', '/v1/financial_connections/sessions', `${holder}&filters[countries][]=US`)).json
        .error,
    ).toMatchObject({
      code: 'parameter_unknown',
      param: 'filters[countries]',
    });

    const headers = { 'Stripe-Version': '2026-08-26.dahlia' };
    const ofAll = await call(
      'POST',
      '/v1/financial_connections/sessions',
      `${holder}&filters[countries][]=US`,
      headers,
    );
    expect(ofAll.json.filters).toEqual({ countries: ['US'] });
    const ofOne = await call(
      'POST',
      '/v1/financial_connections/sessions',
      `${holder}&filters[country]=US`,
      headers,
    );
    expect(ofOne.json.error).toMatchObject({ code: 'parameter_unknown', param: 'filters[country]' });
  });

  it('link accounts with the shape of Stripe’s', async () => {
    const { sandbox, call } = setup();
    const { clientSecret, id } = await sandbox.endpoint({
      flow: 'financial_connections',
      params: { permissions: ['balances'] },
    });
    await sandbox.host.closeBankSession({
      clientSecret,
      publishableKey: 'pk_test_1',
      kind: 'session',
      linked: [{ ...CHECKING, balance: { amount: 5, currency: 'usd' } }],
    });
    const session = await call('GET', `/v1/financial_connections/sessions/${id}`);
    const [linked] = session.json.accounts.data;
    const fixture = reference<Record<string, unknown>>('fixtures/financial_connections.account.json');
    expect(Object.keys(linked).sort()).toEqual(Object.keys(fixture).sort());
    expect((await call('GET', `/v1/financial_connections/accounts/${linked.id}`)).json.last4).toBe('6789');
    expect((await call('GET', '/v1/financial_connections/accounts')).json.data).toHaveLength(1);
  });
});

describe('the API refuses', () => {
  const ok = (account: string) => `account=${account}&components[payments][enabled]=true`;

  it.each([
    [
      'a missing parameter',
      'components[payments][enabled]=true',
      { code: 'parameter_missing', param: 'account' },
    ],
    [
      'a missing nested parameter',
      'account=A&components[payments][features][refund_management]=true',
      { code: 'parameter_missing', param: 'components[payments][enabled]' },
    ],
    [
      'an unknown parameter',
      'account=A&components[payments][enabled]=true&foo=1',
      { code: 'parameter_unknown', param: 'foo', message: 'Received unknown parameter: foo' },
    ],
    [
      'an unknown component',
      'account=A&components[paymnts][enabled]=true',
      { code: 'parameter_unknown', param: 'components[paymnts]' },
    ],
    [
      'a value that is not a boolean',
      'account=A&components[payments][enabled]=yes',
      { message: 'Invalid boolean: yes' },
    ],
    ['an empty string', 'account=&components[payments][enabled]=true', { code: 'parameter_invalid_empty' }],
    [
      'a hash instead of a string',
      'account[a]=1&components[payments][enabled]=true',
      { message: 'Invalid string', param: 'account' },
    ],
    [
      'a string instead of a hash',
      'account=A&components=all',
      { message: 'Invalid object', param: 'components' },
    ],
  ])('in account sessions: %s', async (_, body, error) => {
    const { call, account } = setup();
    const { status, json } = await call('POST', '/v1/account_sessions', body.replace('=A', `=${account}`));
    expect(status).toBe(400);
    expect(json.error).toMatchObject({ type: 'invalid_request_error', ...error });
  });

  it.each([
    [
      'a wrong enum',
      'permissions[]=everything',
      'permissions[0]: must be one of balances, ownership, payment_method, or transactions',
    ],
    ['a value that is not a list', 'permissions=balances', 'Invalid array'],
    ['a number out of range', 'permissions[]=balances&limits[accounts]=0', 'greater than or equal to 1'],
    ['a value that is not a number', 'permissions[]=balances&limits[accounts]=two', 'Invalid integer: two'],
  ])('in bank sessions: %s', async (_, body, message) => {
    const { call } = setup();
    const { status, json } = await call(
      'POST',
      '/v1/financial_connections/sessions',
      `account_holder[type]=customer&account_holder[customer]=cus_1&${body}`,
    );
    expect(status).toBe(400);
    expect(json.error.message).toContain(message);
  });

  it('a request with a link to Stripe’s request log, unless the key is invalid', async () => {
    const { call, account, sandbox } = setup();
    for (const [key, mode] of [
      ['sk_test_1', 'test/'],
      ['sk_live_1', ''],
    ]) {
      const { headers, json } = await call('POST', '/v1/account_sessions', `${ok(account)}&foo=1`, {
        Authorization: `Bearer ${key}`,
      });
      expect(json.error.request_log_url).toBe(
        `https://dashboard.stripe.com/${mode}logs/${headers.get('Request-Id')}?t=${Date.UTC(2026, 0, 15, 9, 30) / 1000}`,
      );
    }
    sandbox.fail({ api: 500 });
    sandbox.fail({ api: 401 });
    for (const key of ['nonsense', 'sk_test_1', 'nonsense']) {
      const { json } = await call('GET', '/v1/foo', '', { Authorization: `Bearer ${key}` });
      expect(json.error).not.toHaveProperty('request_log_url');
    }
  });

  it('an invalid key with 401', async () => {
    const { call, account } = setup();
    for (const [header, says] of [
      ['Bearer nonsense', 'Invalid API Key provided'],
      ['Bearer pk_test_1', 'Invalid API Key provided'],
      ['', 'You did not provide an API key'],
    ]) {
      const { status, json } = await call('POST', '/v1/account_sessions', ok(account), {
        Authorization: header!,
      });
      expect(status).toBe(401);
      expect(json.error.message).toContain(says);
    }
    const basic = await call('POST', '/v1/account_sessions', ok(account), {
      Authorization: `Basic ${btoa('sk_live_1:')}`,
    });
    expect(basic.json.livemode).toBe(true);
  });

  it('unknown accounts, URLs and methods as Stripe does', async () => {
    const { call } = setup();
    expect(await call('POST', '/v1/account_sessions', ok('acct_other'))).toMatchObject({
      status: 403,
      json: { error: { code: 'account_invalid' } },
    });
    expect(await call('GET', '/v1/foo')).toMatchObject({
      status: 404,
      json: { error: { message: expect.stringContaining('Unrecognized request URL (GET: /v1/foo)') } },
    });
    expect(await call('DELETE', '/v1/account_sessions')).toMatchObject({ status: 404 });
    expect(await call('GET', '/v1/financial_connections/sessions/fcsess_none')).toMatchObject({
      status: 404,
      json: { error: { code: 'resource_missing' } },
    });
    expect(
      await call('POST', '/v1/account_sessions', '{}', { 'Content-Type': 'application/json' }),
    ).toMatchObject({ status: 400 });
  });

  it('a reused idempotency key with other parameters, and replays an identical request', async () => {
    const { call, account } = setup();
    const headers = { 'Idempotency-Key': 'one' };
    const first = await call('POST', '/v1/account_sessions', ok(account), headers);
    const again = await call('POST', '/v1/account_sessions', ok(account), headers);
    expect(again.json).toEqual(first.json);
    expect(again.headers.get('Idempotent-Replayed')).toBe('true');
    const other = await call(
      'POST',
      '/v1/account_sessions',
      `${ok(account)}&components[payouts][enabled]=true`,
      headers,
    );
    expect(other).toMatchObject({ status: 400, json: { error: { type: 'idempotency_error' } } });
  });

  it('no idempotency key that was used only in the other mode', async () => {
    const { account, call } = setup();
    const body = `account=${account}&components[payments][enabled]=true`;
    const mint = (key: string) =>
      call('POST', '/v1/account_sessions', body, {
        Authorization: `Bearer ${key}`,
        'Idempotency-Key': 'one',
      });
    expect((await mint('sk_test_1')).json.livemode).toBe(false);
    expect((await mint('sk_live_1')).json.livemode).toBe(true);
  });
});

describe('the stripe SDK', () => {
  it('gets sessions and throws its own error classes', async () => {
    const { stripe, account, sandbox } = setup();
    const session = await stripe.accountSessions.create({
      account,
      components: { payments: { enabled: true } },
    });
    expect(session).toMatchObject({ object: 'account_session', account });
    await expect(
      stripe.accountSessions.create({ account, components: { paymnts: { enabled: true } } as never }),
    ).rejects.toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
    sandbox.fail({ api: 429 });
    await expect(stripe.accountSessions.create({ account, components: {} })).rejects.toBeInstanceOf(
      Stripe.errors.StripeRateLimitError,
    );
    sandbox.fail({ api: 500 });
    await expect(stripe.accounts.retrieve(account)).rejects.toBeInstanceOf(Stripe.errors.StripeAPIError);
    expect(await stripe.accounts.retrieve(account)).toMatchObject({ id: account });
    const bad = new Stripe('sk_nonsense', {
      httpClient: Stripe.createFetchHttpClient(sandbox.fetch),
      maxNetworkRetries: 0,
    });
    await expect(bad.accounts.retrieve(account)).rejects.toBeInstanceOf(
      Stripe.errors.StripeAuthenticationError,
    );
  });

  it('encodes 10,000 generated trees without crashing the API or losing one', async () => {
    const { stripe, sandbox, account } = setup();
    const names = Object.keys(components);
    const leaf = fc.oneof(
      fc.boolean(),
      fc.string(),
      fc.integer(),
      fc.constantFrom('__proto__', 'constructor', ''),
    );
    const tree = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(
          fc.oneof(fc.constantFrom(...names, 'enabled', 'features', 'account'), fc.string()),
          tie('tree'),
          { maxKeys: 4 },
        ),
      ),
    })).tree;
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom('account', 'components', 'expand', 'x'), tree),
        async (params) => {
          const outcome = await stripe.accountSessions
            .create(params as never)
            .catch((error: unknown) => error);
          if (outcome instanceof Error)
            expect(outcome).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
        },
      ),
      { numRuns: 9_000 },
    );
    const flags = fc.dictionary(fc.constantFrom(...names), fc.boolean(), { minKeys: 1 });
    await fc.assert(
      fc.asyncProperty(flags, async (wanted) => {
        const asked = Object.fromEntries(
          Object.entries(wanted).map(([name, enabled]) => [name, { enabled }]),
        );
        const session = await stripe.accountSessions.create({ account, components: asked });
        for (const [name, enabled] of Object.entries(wanted)) {
          expect((session.components as unknown as Record<string, unknown>)[name]).toMatchObject({ enabled });
        }
      }),
      { numRuns: 1_000 },
    );
    expect(sandbox.log.some((entry) => JSON.stringify(entry).includes('secret'))).toBe(false);
  }, 60_000);
});

describe('a request to an API that hangs', () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const url = 'https://api.stripe.com/v1/account_sessions';

  it.each<[string, (signal: AbortSignal) => Parameters<typeof fetch>]>([
    ['in init', (signal) => [url, { signal }]],
    ['in a Request', (signal) => [new Request(url, { signal })]],
  ])('can be aborted with a signal passed %s, even after garbage collection', async (_, asked) => {
    const { sandbox } = setup();
    sandbox.fail({ api: 'hanging' });
    const caller = new AbortController();
    const answer = sandbox.fetch(...asked(caller.signal));
    await new Promise(setImmediate);
    collectGarbage();
    caller.abort();
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  });
});
