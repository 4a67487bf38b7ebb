import Stripe from 'stripe';
import { createSandbox } from 'stripe-embedded/sandbox';
import { createSessionHandler, type BankPolicy } from 'stripe-embedded/server';
import { describe, expect, it, vi } from 'vitest';
import { ORIGIN, serverStage } from '../support/serverStage.js';

const flow = 'financial_connections';

/** What Stripe is asked for, given a policy and a page's wishes: everything but the holder. */
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

  it('is asked for as it stands, where a page wishes for nothing', async () => {
    expect(await asked(ALL)).toEqual(AS_IT_STANDS);
  });

  it.each<[string, object]>([
    ['no list of permissions', { permissions: 'balances' }],
    ['permissions that are no text', { permissions: ['balances', 7] }],
    ['a permission longer than any', { permissions: ['balances', 'x'.repeat(2_049)] }],
    ['no object of filters', { filters: ['FR'], limits: [1], manualEntry: ['disabled'] }],
    ['no filters at all', { filters: null, limits: null, manualEntry: null }],
    ['text for filters', { filters: 'FR', limits: '1', manualEntry: 'disabled' }],
    ['a country that is none', { filters: { country: 7 } }],
    ['a country beyond the policy', { filters: { country: 'FR' } }],
    ['accounts of a kind beyond the policy', { filters: { accountSubcategories: ['mortgage'] } }],
    ['more accounts', { limits: { accounts: 4 } }],
    ['no account', { limits: { accounts: 0 } }],
    ['half an account', { limits: { accounts: 1.5 } }],
    ['accounts in words', { limits: { accounts: '1' } }],
    ['another way to type them in', { manualEntry: { mode: 'custom' } }],
    ['to return to an address that nobody allowed', { returnUrl: 'https://evil.example/' }],
    ['to return to what is no address', { returnUrl: 'back' }],
    ['to return to a number', { returnUrl: 7 }],
  ])('stands where a page wishes for %s', async (_, params) => {
    expect(await asked(ALL, params, [ORIGIN])).toEqual(AS_IT_STANDS);
  });

  it('stands where no other origin is allowed to be returned to', async () => {
    const { handler, calls } = serverStage({ financialConnections: ALL });
    const body = JSON.stringify({ flow, params: { returnUrl: `${ORIGIN}/back` } });
    const headers = { 'Content-Type': 'application/json' };
    await handler(new Request(`${ORIGIN}/`, { method: 'POST', headers, body }));
    expect(calls[0]!.params.get('return_url')).toBe('https://shop.example/done');
  });

  it('gives way where a page wishes for less', async () => {
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

  it('that says the least is asked for as the least', async () => {
    expect(await asked({ permissions: ['balances'] })).toEqual({ 'permissions[0]': 'balances' });
  });

  it('that leaves countries, kinds and limits open takes the page’s', async () => {
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
    ['a country in small letters', { filters: { countries: ['uSA', 'us'] } }],
    ['more accounts than Stripe takes', { limits: { accounts: 1_001 } }],
  ])('that leaves them open does not take %s, which Stripe would refuse', async (_, params) => {
    expect(await asked({ permissions: ['balances'] }, params)).toEqual({ 'permissions[0]': 'balances' });
  });

  it('that leaves them open takes as many accounts as Stripe does', async () => {
    const params = { limits: { accounts: 1_000 } };
    expect(await asked({ permissions: ['balances'] }, params)).toMatchObject({ 'limits[accounts]': '1000' });
  });

  it('may want accounts that can pay, and nothing else', async () => {
    const filters = { require_payment_method_support: 'all' } as const;
    expect(await asked({ permissions: ['payment_method'], filters })).toEqual({
      'permissions[0]': 'payment_method',
      'filters[require_payment_method_support]': 'all',
    });
  });

  it('leaves out what it has no say in, where Stripe would read an empty one', async () => {
    const create = vi.fn(async (_params: object) => ({ id: 'fcsess_1' }));
    const stripe = { accountSessions: {}, financialConnections: { sessions: { create } } } as never;
    const { ask } = serverStage({ stripe, financialConnections: { permissions: ['balances'] } });
    await ask({ flow });
    expect(create.mock.calls[0]![0]).toEqual({
      account_holder: { type: 'customer', customer: 'cus_1' },
      permissions: ['balances'],
    });
  });

  it('takes a wish of 2,048 letters for a wish', async () => {
    const permissions = ['balances', 'x'.repeat(2_048)];
    expect(await asked({ permissions: ['payment_method', 'balances'] }, { permissions })).toEqual({
      'permissions[0]': 'balances',
    });
  });

  it('fetches ahead only what may be learned', async () => {
    const policy: BankPolicy = { permissions: ['balances'], prefetch: ['transactions', 'balances'] };
    expect(await asked(policy)).toMatchObject({ 'prefetch[0]': 'balances' });
    expect(await asked(policy, { prefetch: ['transactions'] })).toEqual({ 'permissions[0]': 'balances' });
  });

  it('of several countries is narrowed to those that a page wishes for, in its older form', async () => {
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

  // SDKs up to version 22 send these, and so does a newer one whose `apiVersion` is pinned.
  it.each(['2025-02-24.acacia', '2026-08-26.dahlia'])(
    'has its countries in a list for the API of %s',
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

  it('may be made for each caller', async () => {
    const financialConnections = vi.fn(async () => ({ permissions: ['balances' as const] }));
    const { ask, calls } = serverStage({ financialConnections });
    await ask({ flow });
    expect(financialConnections).toHaveBeenCalledWith(expect.objectContaining({ customer: 'cus_1' }));
    expect(calls[0]!.params.get('permissions[0]')).toBe('balances');
  });
});

describe('the holder of a bank account', () => {
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
    ['nobody', undefined, asCustomer],
    ['null', null, asCustomer],
    ['text', 'account', asCustomer],
    ['a customer', { type: 'customer' }, asCustomer],
    ['the customer', { type: 'customer', customer: 'cus_1', account: null }, asCustomer],
    ['the newer customer', { type: 'customer', customerAccount: 'acct_cust', customer: null }, asNewer],
    ['another customer of the newer kind', { type: 'customer', customerAccount: 'acct_x' }, 403],
    ['an account', { type: 'account' }, asAccount],
    ['the account', { type: 'account', account: 'acct_1', customerAccount: null }, asAccount],
    ['an account and a customer', { type: 'account', customer: 'cus_1' }, 403],
    ['a type that is not theirs', { type: 'account', account: 'acct_cust' }, 403],
    ['no type', { customer: 'cus_1' }, 403],
  ])('that a page names as %s', async (_, holder, given) => {
    expect(await choose(holder)).toEqual(given);
  });

  it('may be another of the caller’s accounts', async () => {
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
    ['a customer of the newer kind', { customerAccount: 'acct_c' }, { customer_account: 'acct_c' }, 200],
    ['somebody else’s account', { account: 'acct_1' }, { account: 'acct_2' }, 403],
    ['an account whose name begins the same', { account: 'acct_12' }, { account: 'acct_1' }, 403],
    ['somebody else', { customer: 'cus_1' }, { customer: 'cus_2' }, 403],
    ['somebody else of the newer kind', { customerAccount: 'acct_c' }, { customer_account: 'acct_d' }, 403],
    ['nobody', {}, {}, 403],
    ['nobody at all', {}, null, 403],
  ])('a session of %s', async (_, caller, holder, status) => {
    const answer = await verify(caller, session(holder)).answer;
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.json['error'].message).toBe('This session is not one of yours.');
  });

  it('answers with what a page may know, and tells the server whose it was', async () => {
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

  it('fetches the accounts that did not fit, each once', async () => {
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
  it('is told to the page without what it need not know', async () => {
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

  it('shows what is off as off, and what Stripe answers as Stripe answers it', async () => {
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

  it('that says nothing of a component leaves it out', async () => {
    const { ask, create } = withPolicy({
      components: { payments: null, payouts: undefined, balances: true },
    });
    await ask({ flow: 'connect' });
    expect(create.mock.calls[0]![0]).toMatchObject({ components: { balances: { enabled: true } } });
    expect(Object.keys((create.mock.calls[0]![0] as { components: object }).components)).toEqual([
      'balances',
    ]);
  });

  it('in preview may have features that nobody knows here', async () => {
    const recipients = { enabled: true, features: { sending: true } };
    const { ask, create } = withPolicy({ components: { recipients }, preview: true });
    await ask({ flow: 'connect' });
    expect(create.mock.calls[0]![0]).toMatchObject({ components: { recipients } });
  });

  it.each([
    [
      { payment: true },
      "[stripe-embedded] `connect.components.payment` is not a component of Stripe's. Did you mean `payments`? A component in preview needs `connect.preview: true`.",
    ],
    [{ ConnectPayoutsList: true }, 'Did you mean `payouts_list`?'],
    [{ ConnectPayments: true }, 'Did you mean `payments`?'],
    [{ instantPayoutsPromotion: true }, 'Did you mean `instant_payouts_promotion`?'],
    [['payments'], '`connect.components` is a list. Write an object, as in `{ payments: true'],
    [
      { payments: { enabled: true, refund_management: false } },
      '[stripe-embedded] `connect.components.payments` has `enabled` and `features`, and no `refund_management`.',
    ],
    [
      { payments: { enabled: 'yes' } },
      '[stripe-embedded] `connect.components.payments.enabled` is not true or false.',
    ],
    [{ payments: 'true' }, '`connect.components.payments.enabled` is not true or false.'],
    [{ payments: {} }, '`connect.components.payments.enabled` is not true or false.'],
    [
      { payments: { enabled: true, features: { refunds: true } } },
      '[stripe-embedded] `refunds` is not a feature of `connect.components.payments`. Did you mean `refund_management`?',
    ],
    [
      { payments: { enabled: true, features: ['refund_management'] } },
      '`connect.components.payments.features` is not an object of names with true or false.',
    ],
    [
      { payments: { enabled: true, features: true } },
      '`connect.components.payments.features` is not an object of names',
    ],
    [
      { payouts_list: { enabled: true, features: null } },
      '`connect.components.payouts_list.features` is not an object of names',
    ],
    [
      { payouts_list: { enabled: true, features: { refunds: true } } },
      '[stripe-embedded] `refunds` is not a feature of `connect.components.payouts_list`. It has none.',
    ],
  ])('%j is refused with the name that was meant', (components, words) => {
    const make = () =>
      createSessionHandler({
        stripe: new Stripe('sk_test_1'),
        authorize: () => null,
        connect: { components: components as never },
      });
    expect(make).toThrow(words);
  });

  it('made for each caller is checked for each caller', async () => {
    const { ask, onError } = withPolicy({ components: async () => ({ payment: true }) });
    expect((await ask({ flow: 'connect' })).status).toBe(500);
    expect(String(onError.mock.calls[0]![0].cause)).toContain('Did you mean `payments`?');
  });

  it.each([undefined, null, 'no'])(
    'has no feature that is %s: unsent, it would be as Stripe has it',
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

  it('in preview has none that is undefined either', async () => {
    const { ask } = withPolicy({
      components: () => ({ recipients: { enabled: true, features: { sending: undefined } } }),
      preview: true,
    });
    expect((await ask({ flow: 'connect' })).status).toBe(500);
  });
});
