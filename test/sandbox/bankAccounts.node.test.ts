import Stripe from 'stripe';
import { createManualClock, createSandbox } from 'stripe-embedded/sandbox';
import { createSessionHandler } from 'stripe-embedded/server';
import { describe, expect, it } from 'vitest';
import { CHECKING } from '../support/checking.js';

type ListParams = Stripe.FinancialConnections.AccountListParams;
type Holder = Stripe.FinancialConnections.SessionCreateParams.AccountHolder;

const CUSTOMER: Holder = { type: 'customer', customer: 'cus_1' };
const LIST = '/v1/financial_connections/accounts';

/** A server with the real SDK in both modes, and a way to link accounts. */
function setup() {
  const sandbox = createSandbox({ clock: createManualClock() });
  const sdk = (key: string) =>
    new Stripe(key, {
      httpClient: Stripe.createFetchHttpClient(sandbox.fetch),
      maxNetworkRetries: 0,
      telemetry: false,
    });
  const stripe = sdk('sk_test_1');
  const live = sdk('sk_live_1');

  async function link(count: number, { holder = CUSTOMER, as = stripe } = {}) {
    const session = await as.financialConnections.sessions.create({
      account_holder: holder,
      permissions: ['payment_method'],
    });
    await sandbox.host.closeBankSession({
      clientSecret: session.client_secret!,
      publishableKey: as === live ? 'pk_live_1' : 'pk_test_1',
      kind: 'session',
      linked: Array.from({ length: count }, (_, at) => ({ ...CHECKING, last4: String(1000 + at) })),
    });
    return session.id;
  }

  const call = async (path: string, key = 'sk_test_1') => {
    const response = await sandbox.fetch(`https://api.stripe.com${path}`, {
      headers: { Authorization: `Bearer ${key}` },
    });
    return { status: response.status, json: await response.json() };
  };
  const list = async (params: ListParams, as = stripe) =>
    (await as.financialConnections.accounts.list(params)).data.map(({ last4 }) => last4);
  return { sandbox, stripe, live, link, call, list };
}

describe('linked accounts are listed', () => {
  it('by session', async () => {
    const { link, list } = setup();
    const first = await link(2);
    const second = await link(1);
    expect(await list({ session: first })).toEqual(['1000', '1001']);
    expect(await list({ session: second })).toEqual(['1000']);
  });

  it('by account holder', async () => {
    const { sandbox, link, list } = setup();
    const account = sandbox.accounts[0]!.id;
    await link(1);
    await link(2, { holder: { type: 'customer', customer: 'cus_2' } });
    await link(3, { holder: { type: 'account', account } });
    await link(4, { holder: { type: 'customer', customer_account: 'acct_c' } });
    expect(await list({ account_holder: { customer: 'cus_1' } })).toHaveLength(1);
    expect(await list({ account_holder: { customer: 'cus_2' } })).toHaveLength(2);
    expect(await list({ account_holder: { account } })).toHaveLength(3);
    expect(await list({ account_holder: { customer_account: 'acct_c' } })).toHaveLength(4);
    expect(await list({ account_holder: { customer: 'cus_nobody' } })).toEqual([]);
    expect(await list({})).toHaveLength(10);
  });

  it('in pages, newest session first', async () => {
    const { stripe, link } = setup();
    const older = await link(11);
    const newer = await link(1);
    const { accounts } = stripe.financialConnections;
    const first = await accounts.list({});
    expect(first.data).toHaveLength(10);
    expect(first).toMatchObject({ has_more: true, url: LIST });
    expect(first.data[0]!.id).toBe((await accounts.list({ session: newer })).data[0]!.id);
    const next = await accounts.list({ starting_after: first.data[9]!.id });
    expect(next.data).toHaveLength(2);
    expect(next.has_more).toBe(false);
    const back = await accounts.list({ ending_before: next.data[0]!.id, limit: 3 });
    expect(back.data.map(({ id }) => id)).toEqual(first.data.slice(7).map(({ id }) => id));
    expect(back.has_more).toBe(true);
    const toTheFront = await accounts.list({ ending_before: first.data[3]!.id });
    expect(toTheFront.data.map(({ id }) => id)).toEqual(first.data.slice(0, 3).map(({ id }) => id));
    expect(toTheFront.has_more).toBe(false);
    expect((await accounts.list({ limit: 100, session: older })).data).toHaveLength(11);
    const all = await accounts.list({ limit: 5 }).autoPagingToArray({ limit: 100 });
    expect(new Set(all.map(({ id }) => id)).size).toBe(12);
  });

  it('in one mode only', async () => {
    const { stripe, live, link, list } = setup();
    await link(1);
    const session = await link(2, { as: live });
    expect(await list({})).toHaveLength(1);
    expect(await list({}, live)).toHaveLength(2);
    const [test] = (await stripe.financialConnections.accounts.list({})).data;
    expect(test!.livemode).toBe(false);
    const gone = { statusCode: 404, code: 'resource_missing' };
    await expect(live.financialConnections.accounts.retrieve(test!.id)).rejects.toMatchObject(gone);
    await expect(stripe.financialConnections.sessions.retrieve(session)).rejects.toMatchObject(gone);
    await expect(list({ session })).rejects.toMatchObject({ param: 'session', code: 'resource_missing' });
    expect((await stripe.financialConnections.accounts.retrieve(test!.id)).id).toBe(test!.id);
  });

  it('with every parameter that the SDK knows', async () => {
    const { stripe, link, call } = setup();
    const session = await link(3);
    const [first, , last] = (await stripe.financialConnections.accounts.list({})).data;
    const parameters: Record<keyof Required<ListParams>, string> = {
      session: `session=${session}`,
      account_holder: 'account_holder[customer]=cus_1',
      limit: 'limit=1',
      starting_after: `starting_after=${first!.id}`,
      ending_before: `ending_before=${last!.id}`,
      expand: 'expand[]=data.ownership',
    };
    for (const query of Object.values(parameters)) {
      expect(await call(`${LIST}?${query}`)).toMatchObject({ status: 200, json: { object: 'list' } });
    }
  });
});

describe('a session', () => {
  it('lists its first ten accounts and reports that there are more', async () => {
    const { stripe, link } = setup();
    const { accounts } = await stripe.financialConnections.sessions.retrieve(await link(12));
    expect(accounts).toMatchObject({ object: 'list', has_more: true, url: LIST });
    expect(accounts.data.map(({ last4 }) => last4)).toEqual(
      Array.from({ length: 10 }, (_, at) => String(1000 + at)),
    );
    const few = await stripe.financialConnections.sessions.retrieve(await link(10));
    expect(few.accounts.data).toHaveLength(10);
    expect(few.accounts.has_more).toBe(false);
  });

  it('is verified by createSessionHandler with all its accounts', async () => {
    const { stripe, link } = setup();
    const handler = createSessionHandler({
      stripe,
      authorize: () => ({ customer: 'cus_1' }),
      financialConnections: { permissions: ['payment_method'] },
    });
    await link(2);
    const answer = await handler(
      new Request('https://shop.example/api/stripe/session', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ flow: 'financial_connections', verify: await link(12) }),
      }),
    );
    const { accounts } = (await answer.json()) as { accounts: Array<{ last4: string }> };
    expect(accounts.map(({ last4 }) => last4)).toEqual(
      Array.from({ length: 12 }, (_, at) => String(1000 + at)),
    );
  });

  it('cannot be retrieved by the id of an intent', async () => {
    const { sandbox, call } = setup();
    const response = await sandbox.fetch('https://api.stripe.com/v1/setup_intents', {
      method: 'POST',
      headers: { Authorization: 'Bearer sk_test_1', 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    const { id } = (await response.json()) as { id: string };
    expect((await call(`/v1/financial_connections/sessions/${id}`)).status).toBe(404);
  });
});

describe('a read request is refused with 400 for', () => {
  it.each<[string, string, object]>([
    ['an unknown parameter', `${LIST}?foo=1`, { code: 'parameter_unknown', param: 'foo' }],
    ['a list parameter on a session', '/v1/financial_connections/sessions/ID?limit=1', { param: 'limit' }],
    [
      'a list parameter on an account',
      '/v1/accounts/acct_1SandboxRocketRides?session=1',
      { param: 'session' },
    ],
    ['an account holder that is not a hash', `${LIST}?account_holder=cus_1`, { message: 'Invalid object' }],
    [
      'an account holder of an unknown type',
      `${LIST}?account_holder[type]=x`,
      { param: 'account_holder[type]' },
    ],
    [
      'a limit that is not a number',
      `${LIST}?limit=many`,
      { code: 'parameter_invalid_integer', param: 'limit' },
    ],
    [
      'a limit that is too low',
      `${LIST}?limit=0`,
      { message: 'This value must be greater than or equal to 1.' },
    ],
    [
      'a limit that is too high',
      `${LIST}?limit=101`,
      { message: 'This value must be less than or equal to 100.' },
    ],
    ['an unknown session', `${LIST}?session=fcsess_x`, { code: 'resource_missing', param: 'session' }],
    ['an unknown cursor in starting_after', `${LIST}?starting_after=fca_x`, { param: 'starting_after' }],
    ['an unknown cursor in ending_before', `${LIST}?ending_before=fca_x`, { param: 'ending_before' }],
    [
      'both cursors',
      `${LIST}?starting_after=fca_x&ending_before=fca_y`,
      { message: 'Received both starting_after and ending_before parameters. Please pass in only one.' },
    ],
    [
      'two account holders',
      `${LIST}?account_holder[customer]=cus_1&account_holder[account]=acct_1`,
      { message: expect.stringContaining('Received both') },
    ],
  ])('%s', async (_, path, error) => {
    const { link, call } = setup();
    const answer = await call(path.replace('ID', await link(1)));
    expect(answer.status).toBe(400);
    expect(answer.json.error).toMatchObject({ type: 'invalid_request_error', ...error });
  });
});

describe('a linked account that a server disconnects', () => {
  it('says so wherever it is read', async () => {
    const { stripe, link } = setup();
    const session = await link(2);
    const { data } = await stripe.financialConnections.accounts.list({ session });
    const { id } = data[0]!;
    expect(await stripe.financialConnections.accounts.disconnect(id)).toMatchObject({
      id,
      object: 'financial_connections.account',
      status: 'disconnected',
    });
    expect((await stripe.financialConnections.accounts.retrieve(id)).status).toBe('disconnected');
    const ofSession = (await stripe.financialConnections.sessions.retrieve(session)).accounts.data;
    expect(ofSession.map(({ status }) => status)).toEqual(['disconnected', 'active']);
  });

  it('is refused if it does not exist, or is of the other mode', async () => {
    const { stripe, live, link } = setup();
    const [account] = (await stripe.financialConnections.accounts.list({ session: await link(1) })).data;
    for (const missing of [
      live.financialConnections.accounts.disconnect(account!.id),
      stripe.financialConnections.accounts.disconnect('fca_none'),
    ]) {
      await expect(missing).rejects.toMatchObject({ statusCode: 404, code: 'resource_missing' });
    }
    expect((await stripe.financialConnections.accounts.retrieve(account!.id)).status).toBe('active');
  });
});
