import Stripe from 'stripe';
import { createSandbox } from 'stripe-embedded/sandbox';
import { createSessionHandler, type BankPolicy } from 'stripe-embedded/server';
import { describe, expect, it, vi } from 'vitest';
import { ORIGIN, serverStage } from '../support/serverStage.js';

const flow = 'financial_connections';

/** The parameters that Stripe receives for a policy and a page's params, without the account holder. */
async function asked(policy: BankPolicy, params?: object, allowedOrigins?: string[]) {
  const { ask, calls } = serverStage({ financialConnections: policy, allowedOrigins });
  await ask({ flow, params });
  const all = Object.fromEntries(calls[0]?.params ?? []);
  return Object.fromEntries(Object.entries(all).filter(([name]) => !name.startsWith('account_holder')));
}

describe('a bank policy', () => {
  const ALL: BankPolicy = {
    permissions: ['payment_method', 'balances'],
    prefetch: ['balances', 'transactions'],
    filters: {
      country: 'US',
      account_subcategories: ['checking', 'savings'],
      require_payment_method_support: 'at_least_one',
    },
    limits: { accounts: 3 },
    manual_entry: { mode: 'automatic' },
    return_url: 'https://shop.example/done',
  };
  const AS_IT_STANDS = {
    'permissions[0]': 'payment_method',
    'permissions[1]': 'balances',
    'prefetch[0]': 'balances',
    'filters[country]': 'US',
    'filters[account_subcategories][0]': 'checking',
    'filters[account_subcategories][1]': 'savings',
    'filters[require_payment_method_support]': 'at_least_one',
    'limits[accounts]': '3',
    'manual_entry[mode]': 'automatic',
    return_url: 'https://shop.example/done',
  };

  it('is sent unchanged when a page sends no params', async () => {
    expect(await asked(ALL)).toEqual(AS_IT_STANDS);
  });

  it.each<[string, object]>([
    ['text instead of a list of permissions', { permissions: 'balances' }],
    ['a permission that is not text', { permissions: ['balances', 7] }],
    ['a permission longer than 2,048 characters', { permissions: ['balances', 'x'.repeat(2_049)] }],
    ['lists instead of objects', { filters: ['FR'], limits: [1], manualEntry: ['disabled'] }],
    ['null instead of objects', { filters: null, limits: null, manualEntry: null }],
    ['text instead of objects', { filters: 'FR', limits: '1', manualEntry: 'disabled' }],
    ['a country that is not text', { filters: { country: 7 } }],
    ['a country outside the policy', { filters: { country: 'FR' } }],
    ['an account subcategory outside the policy', { filters: { accountSubcategories: ['mortgage'] } }],
    ['a higher limit', { limits: { accounts: 4 } }],
    ['a limit of 0', { limits: { accounts: 0 } }],
    ['a fractional limit', { limits: { accounts: 1.5 } }],
    ['a limit as text', { limits: { accounts: '1' } }],
    ['another manual entry mode', { manualEntry: { mode: 'custom' } }],
    ['a return URL on an origin that is not allowed', { returnUrl: 'https://evil.example/' }],
    ['a return URL that is not a URL', { returnUrl: 'back' }],
    ['a number as the return URL', { returnUrl: 7 }],
  ])('ignores a page that sends %s', async (_, params) => {
    expect(await asked(ALL, params, [ORIGIN])).toEqual(AS_IT_STANDS);
  });

  it('ignores a page’s return URL when no other origin is allowed', async () => {
    const { handler, calls } = serverStage({ financialConnections: ALL });
    const body = JSON.stringify({ flow, params: { returnUrl: `${ORIGIN}/back` } });
    const headers = { 'Content-Type': 'application/json' };
    await handler(new Request(`${ORIGIN}/`, { method: 'POST', headers, body }));
    expect(calls[0]!.params.get('return_url')).toBe('https://shop.example/done');
  });

  it('is narrowed when a page asks for less', async () => {
    const less = {
      permissions: ['balances', 'ownership'],
      prefetch: ['balances'],
      filters: { country: 'US', accountSubcategories: ['savings', 'mortgage'] },
      limits: { accounts: 2 },
      manualEntry: { mode: 'disabled' },
      returnUrl: `${ORIGIN}/back`,
    };
    expect(await asked(ALL, less, [ORIGIN])).toEqual({
      'permissions[0]': 'balances',
      'prefetch[0]': 'balances',
      'filters[country]': 'US',
      'filters[account_subcategories][0]': 'savings',
      'filters[require_payment_method_support]': 'at_least_one',
      'limits[accounts]': '2',
      'manual_entry[mode]': 'disabled',
      return_url: `${ORIGIN}/back`,
    });
  });

  it('sends only permissions when it sets nothing else', async () => {
    expect(await asked({ permissions: ['balances'] })).toEqual({ 'permissions[0]': 'balances' });
  });

  it('that leaves countries, subcategories and limits open takes the page’s', async () => {
    const params = {
      filters: { country: 'CA', accountSubcategories: ['savings'] },
      limits: { accounts: 1 },
    };
    expect(await asked({ permissions: ['balances'] }, params)).toEqual({
      'permissions[0]': 'balances',
      'filters[country]': 'CA',
      'filters[account_subcategories][0]': 'savings',
      'limits[accounts]': '1',
    });
    const country = { filters: { country: 'CA' } };
    expect(await asked({ permissions: ['balances'] }, country)).toMatchObject({ 'filters[country]': 'CA' });
    const kinds = { filters: { accountSubcategories: ['savings'] } };
    expect(await asked({ permissions: ['balances'] }, kinds)).toEqual({
      'permissions[0]': 'balances',
      'filters[account_subcategories][0]': 'savings',
    });
  });

  it.each<[string, object]>([
    ['a country of three letters', { filters: { country: 'USA' } }],
    ['a country in lower case', { filters: { countries: ['uSA', 'us'] } }],
    ['more accounts than Stripe accepts', { limits: { accounts: 1_001 } }],
  ])('that leaves them open ignores %s', async (_, params) => {
    expect(await asked({ permissions: ['balances'] }, params)).toEqual({ 'permissions[0]': 'balances' });
  });

  it('that leaves them open accepts as many accounts as Stripe does', async () => {
    const params = { limits: { accounts: 1_000 } };
    expect(await asked({ permissions: ['balances'] }, params)).toMatchObject({ 'limits[accounts]': '1000' });
  });

  it('can require accounts that support payments and set no other filter', async () => {
    const filters = { require_payment_method_support: 'all' } as const;
    expect(await asked({ permissions: ['payment_method'], filters })).toEqual({
      'permissions[0]': 'payment_method',
      'filters[require_payment_method_support]': 'all',
    });
  });

  it('omits parameters it does not set, because Stripe would read an empty one', async () => {
    const create = vi.fn(async (_params: object) => ({ id: 'fcsess_1' }));
    const stripe = { accountSessions: {}, financialConnections: { sessions: { create } } } as never;
    const { ask } = serverStage({ stripe, financialConnections: { permissions: ['balances'] } });
    await ask({ flow });
    expect(create.mock.calls[0]![0]).toEqual({
      account_holder: { type: 'customer', customer: 'cus_1' },
      permissions: ['balances'],
    });
  });

  it('accepts a permission name of 2,048 characters', async () => {
    const permissions = ['balances', 'x'.repeat(2_048)];
    expect(await asked({ permissions: ['payment_method', 'balances'] }, { permissions })).toEqual({
      'permissions[0]': 'balances',
    });
  });

  it('prefetches only what its permissions allow', async () => {
    const policy: BankPolicy = { permissions: ['balances'], prefetch: ['transactions', 'balances'] };
    expect(await asked(policy)).toMatchObject({ 'prefetch[0]': 'balances' });
    expect(await asked(policy, { prefetch: ['transactions'] })).toEqual({ 'permissions[0]': 'balances' });
  });

  it('with several countries is narrowed to those a page asks for, in the older form', async () => {
    const policy: BankPolicy = {
      permissions: ['balances'],
      filters: { countries: ['US', 'GB', 'FR'] },
      legacy: true,
    };
    expect(await asked(policy, { filters: { countries: ['FR', 'DE', 'GB'] } })).toEqual({
      'permissions[0]': 'balances',
      'filters[countries][0]': 'GB',
      'filters[countries][1]': 'FR',
    });
  });

  // SDKs up to version 22 send these versions. So does a newer SDK whose `apiVersion` is pinned.
  it.each(['2025-02-24.acacia', '2026-08-26.dahlia'])(
    'sends its countries as a list for API version %s',
    async (apiVersion) => {
      const sandbox = createSandbox();
      const bodies: string[] = [];
      const httpClient = Stripe.createFetchHttpClient(
        async (input: RequestInfo | URL, init?: RequestInit) => {
          bodies.push(decodeURIComponent(String(init?.body)));
          return sandbox.fetch(input, init);
        },
      );
      const stripe = new Stripe('sk_test_1', { apiVersion: apiVersion as never, httpClient });
      for (const filters of [{ country: 'US' }, { countries: ['US'] }]) {
        const { ask } = serverStage({ stripe, financialConnections: { permissions: ['balances'], filters } });
        expect((await ask({ flow })).status).toBe(200);
        expect(bodies.at(-1)).toContain('filters[countries][0]=US');
      }
    },
  );

  it('can differ for each caller', async () => {
    const financialConnections = vi.fn(async () => ({ permissions: ['balances' as const] }));
    const { ask, calls } = serverStage({ financialConnections });
    await ask({ flow });
    expect(financialConnections).toHaveBeenCalledWith(expect.objectContaining({ customer: 'cus_1' }));
    expect(calls[0]!.params.get('permissions[0]')).toBe('balances');
  });
});

describe('an account holder', () => {
  const caller = { account: ['acct_1', 'acct_2'], customer: 'cus_1', customerAccount: 'acct_cust' };
  const choose = async (accountHolder: unknown, account?: string) => {
    const { ask, calls } = serverStage({ authorize: () => caller });
    const { status } = await ask({ flow, account, params: { accountHolder } });
    const given = [...(calls[0]?.params ?? [])].filter(([name]) => name.startsWith('account_holder'));
    return given.length ? Object.fromEntries(given) : status;
  };
  const asCustomer = { 'account_holder[type]': 'customer', 'account_holder[customer]': 'cus_1' };
  const asNewer = { 'account_holder[type]': 'customer', 'account_holder[customer_account]': 'acct_cust' };
  const asAccount = { 'account_holder[type]': 'account', 'account_holder[account]': 'acct_1' };

  it.each<[string, unknown, object | number]>([
    ['left out', undefined, asCustomer],
    ['null', null, asCustomer],
    ['text', 'account', asCustomer],
    ['any customer', { type: 'customer' }, asCustomer],
    ['the caller’s customer', { type: 'customer', customer: 'cus_1', account: null }, asCustomer],
    [
      'the caller’s customer account',
      { type: 'customer', customerAccount: 'acct_cust', customer: null },
      asNewer,
    ],
    ['another customer account', { type: 'customer', customerAccount: 'acct_x' }, 403],
    ['any account', { type: 'account' }, asAccount],
    ['the caller’s account', { type: 'account', account: 'acct_1', customerAccount: null }, asAccount],
    ['an account with a customer id', { type: 'account', customer: 'cus_1' }, 403],
    ['an account with a customer account’s id', { type: 'account', account: 'acct_cust' }, 403],
    ['a customer without a type', { customer: 'cus_1' }, 403],
  ])('is checked against the caller: %s', async (_, holder, given) => {
    expect(await choose(holder)).toEqual(given);
  });

  it('can be another of the caller’s accounts', async () => {
    expect(await choose({ type: 'account' }, 'acct_2')).toEqual({
      'account_holder[type]': 'account',
      'account_holder[account]': 'acct_2',
    });
  });
});

describe('verify', () => {
  const session = (holder: object | null, more = {}) => ({
    id: 'fcsess_1',
    livemode: false,
    client_secret: 'fcsess_1_secret_1',
    account_holder: holder,
    accounts: { data: [{ id: 'fca_1', last4: '6789', account_holder: holder }], has_more: false },
    ...more,
  });
  const verify = (caller: object, given: object, list = vi.fn(() => [] as object[])) => {
    const retrieve = vi.fn(async () => given);
    const stage = serverStage({
      stripe: {
        accountSessions: {},
        financialConnections: { sessions: { retrieve }, accounts: { list } },
      } as never,
      authorize: () => caller,
    });
    return { ...stage, retrieve, list, answer: stage.ask({ flow, verify: 'fcsess_1' }) };
  };

  it.each<[string, object, object | null, number]>([
    ['an account', { account: 'acct_1' }, { type: 'account', account: 'acct_1' }, 200],
    ['one of several accounts', { account: ['acct_2', 'acct_1'] }, { account: 'acct_1' }, 200],
    ['a customer', { customer: 'cus_1' }, { customer: 'cus_1' }, 200],
    ['a customer account', { customerAccount: 'acct_c' }, { customer_account: 'acct_c' }, 200],
    ['someone else’s account', { account: 'acct_1' }, { account: 'acct_2' }, 403],
    [
      'an account whose id starts with the same characters',
      { account: 'acct_12' },
      { account: 'acct_1' },
      403,
    ],
    ['someone else’s customer', { customer: 'cus_1' }, { customer: 'cus_2' }, 403],
    ['someone else’s customer account', { customerAccount: 'acct_c' }, { customer_account: 'acct_d' }, 403],
    ['an empty holder, for a caller without ids', {}, {}, 403],
    ['no holder, for a caller without ids', {}, null, 403],
  ])('checks the caller against a session of %s', async (_, caller, holder, status) => {
    const answer = await verify(caller, session(holder)).answer;
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.json['error'].message).toBe('This session is not one of yours.');
  });

  it('returns only what a page may know, and reports the account to onEvent', async () => {
    const { answer, retrieve, list, onEvent } = verify(
      { account: 'acct_1' },
      session({ type: 'account', account: 'acct_1' }, { lastResponse: { requestId: 'req_1' } }),
    );
    expect((await answer).json).toEqual({
      id: 'fcsess_1',
      livemode: false,
      accounts: [{ id: 'fca_1', last4: '6789' }],
    });
    expect(retrieve).toHaveBeenCalledWith('fcsess_1', {}, { timeout: 10_000, maxNetworkRetries: 0 });
    expect(list).not.toHaveBeenCalled();
    expect(onEvent).toHaveBeenCalledWith(
      expect.objectContaining({ type: 'verified', account: 'acct_1', status: 200, flow, requestId: 'req_1' }),
    );
  });

  it('fetches the accounts beyond the first page, each once', async () => {
    const accounts = { data: [{ id: 'fca_1' }, { id: 'fca_2' }], has_more: true };
    const list = vi.fn(() => [{ id: 'fca_1' }, { id: 'fca_2' }, { id: 'fca_3' }]);
    const { answer } = verify({ customer: 'cus_1' }, session({ customer: 'cus_1' }, { accounts }), list);
    expect((await answer).json['accounts']).toEqual([{ id: 'fca_1' }, { id: 'fca_2' }, { id: 'fca_3' }]);
    expect(list).toHaveBeenCalledWith(
      { session: 'fcsess_1', limit: 100 },
      { timeout: 10_000, maxNetworkRetries: 0 },
    );
  });
});

describe('a bank session', () => {
  it('is returned to the page without the fields it does not need', async () => {
    const { own } = serverStage();
    const { ask, onEvent } = serverStage({ authorize: () => ({ account: own }) });
    const { json } = await ask({ flow });
    expect(json).toEqual({
      id: expect.stringMatching(/^fcsess_/),
      client_secret: expect.stringMatching(/^fcsess_.*_secret_/),
      livemode: false,
      permissions: ['payment_method', 'balances'],
      account: own,
    });
    expect(onEvent).toHaveBeenCalledWith(expect.objectContaining({ type: 'minted', account: own }));
  });
});

describe('a Connect policy', () => {
  const create = () =>
    vi.fn(async (_params: object, _options: Stripe.RequestOptions) => ({ client_secret: 'accs_secret__1' }));
  const withPolicy = (connect: object, make = create()) => {
    const stripe = {
      accountSessions: { create: make },
      getApiField: (name: string) => name === 'version' && '2026-01-01.acacia',
    } as never;
    return { ...serverStage({ stripe, connect: connect as never }), create: make };
  };

  it.each([
    [true, '2026-01-01.acacia; embedded_connect_beta=v2'],
    ['2025-09-30.clover', '2025-09-30.clover; embedded_connect_beta=v2'],
    ['2025-09-30.clover; embedded_connect_beta=v9', '2025-09-30.clover; embedded_connect_beta=v9'],
    [undefined, undefined],
  ])('with preview %s asks Stripe for version %s', async (preview, version) => {
    const { ask, create } = withPolicy({ components: { payments: true }, preview });
    await ask({ flow: 'connect' });
    const options = create.mock.calls[0]![1];
    expect(options.apiVersion).toBe(version);
    expect(options).toMatchObject({
      timeout: 10_000,
      maxNetworkRetries: 0,
      idempotencyKey: expect.any(String),
    });
  });

  it('reports disabled components as disabled, and the rest as Stripe returned them', async () => {
    const make = vi.fn(async () => ({ client_secret: 'x', components: { payments: { enabled: true } } }));
    const { ask, own } = withPolicy({ components: { payments: true, payouts: false } }, make);
    expect((await ask({ flow: 'connect' })).json['components']).toEqual({
      payments: { enabled: true },
      payouts: { enabled: false, features: {} },
    });
    expect(make).toHaveBeenCalledWith(
      { account: own, components: { payments: { enabled: true } } },
      expect.anything(),
    );
  });

  it('leaves out components that are null or undefined', async () => {
    const { ask, create } = withPolicy({
      components: { payments: null, payouts: undefined, balances: true },
    });
    await ask({ flow: 'connect' });
    expect(create.mock.calls[0]![0]).toMatchObject({ components: { balances: { enabled: true } } });
    expect(Object.keys((create.mock.calls[0]![0] as { components: object }).components)).toEqual([
      'balances',
    ]);
  });

  it('in preview accepts features that this library does not know', async () => {
    const recipients = { enabled: true, features: { sending: true } };
    const { ask, create } = withPolicy({ components: { recipients }, preview: true });
    await ask({ flow: 'connect' });
    expect(create.mock.calls[0]![0]).toMatchObject({ components: { recipients } });
  });

  it('in preview accepts a feature that this library does not know, of a component that it knows', async () => {
    const payments = { enabled: true, features: { refund_management: false, a_newer_one: true } };
    const { ask, create } = withPolicy({ components: { payments }, preview: true });
    await ask({ flow: 'connect' });
    expect(create.mock.calls[0]![0]).toMatchObject({ components: { payments } });
  });

  it.each([
    [
      { payment: true },
      "[stripe-embedded] `connect.components.payment` is not one of Stripe's components. Did you mean `payments`? A component in preview, or newer than this library, needs `connect.preview: true`.",
    ],
    [{ ConnectPayoutsList: true }, 'Did you mean `payouts_list`?'],
    [{ ConnectPayments: true }, 'Did you mean `payments`?'],
    [{ instantPayoutsPromotion: true }, 'Did you mean `instant_payouts_promotion`?'],
    [['payments'], '`connect.components` is a list. Write an object, as in `{ payments: true'],
    [
      { payments: { enabled: true, refund_management: false } },
      '[stripe-embedded] `connect.components.payments` takes only `enabled` and `features`, not `refund_management`.',
    ],
    [
      { payments: { enabled: 'yes' } },
      '[stripe-embedded] `connect.components.payments.enabled` is not true or false.',
    ],
    [{ payments: 'true' }, '`connect.components.payments.enabled` is not true or false.'],
    [{ payments: {} }, '`connect.components.payments.enabled` is not true or false.'],
    [
      { payments: { enabled: true, features: { refunds: true } } },
      '[stripe-embedded] `refunds` is not a feature of `connect.components.payments`. Did you mean `refund_management`? A feature in preview, or newer than this library, needs `connect.preview: true`.',
    ],
    [
      { payments: { enabled: true, features: ['refund_management'] } },
      '`connect.components.payments.features` is not an object of feature names with true or false.',
    ],
    [
      { payments: { enabled: true, features: true } },
      '`connect.components.payments.features` is not an object of feature names',
    ],
    [
      { payouts_list: { enabled: true, features: null } },
      '`connect.components.payouts_list.features` is not an object of feature names',
    ],
    [
      { payouts_list: { enabled: true, features: { refunds: true } } },
      '[stripe-embedded] `refunds` is not a feature of `connect.components.payouts_list`. This component has no features. A feature in preview, or newer than this library, needs `connect.preview: true`.',
    ],
  ])('%j is refused with a hint at the right name', (components, words) => {
    const make = () =>
      createSessionHandler({
        stripe: new Stripe('sk_test_1'),
        authorize: () => null,
        connect: { components: components as never },
      });
    expect(make).toThrow(words);
  });

  it('that is created for each caller is checked for each caller', async () => {
    const { ask, onError } = withPolicy({ components: async () => ({ payment: true }) });
    expect((await ask({ flow: 'connect' })).status).toBe(500);
    expect(String(onError.mock.calls[0]![0].cause)).toContain('Did you mean `payments`?');
  });

  it.each([undefined, null, 'no'])(
    'refuses a feature that is %s, because Stripe would apply its own default',
    async (on) => {
      const features = { refund_management: on as never };
      const { ask, create, onError } = withPolicy({
        components: () => ({ payments: { enabled: true, features } }),
      });
      expect((await ask({ flow: 'connect' })).status).toBe(500);
      expect(String(onError.mock.calls[0]![0].cause)).toContain(
        '`connect.components.payments.features.refund_management` is not true or false.',
      );
      expect(create).not.toHaveBeenCalled();
    },
  );

  it('in preview refuses an undefined feature too', async () => {
    const { ask } = withPolicy({
      components: () => ({ recipients: { enabled: true, features: { sending: undefined } } }),
      preview: true,
    });
    expect((await ask({ flow: 'connect' })).status).toBe(500);
  });
});
