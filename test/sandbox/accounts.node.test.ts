import Stripe from 'stripe';
import { createManualClock, createSandbox } from 'stripe-embedded/sandbox';
import { describe, expect, it } from 'vitest';

/** A server with the real SDK. */
function setup() {
  const sandbox = createSandbox({ clock: createManualClock() });
  const stripe = new Stripe('sk_test_1', {
    httpClient: Stripe.createFetchHttpClient(sandbox.fetch),
    maxNetworkRetries: 0,
    telemetry: false,
  });
  return { sandbox, stripe };
}

/** One value for each parameter that the SDK has, so that a new one in the SDK does not compile. */
const EVERY = {
  account_token: 'ct_1',
  business_profile: { name: 'Fern & Clay', url: 'https://fern.example' },
  business_type: 'company',
  capabilities: { card_payments: { requested: true }, transfers: { requested: false } },
  company: { name: 'Fern & Clay Ltd' },
  controller: {
    fees: { payer: 'application' },
    losses: { payments: 'application' },
    requirement_collection: 'stripe',
    stripe_dashboard: { type: 'none' },
  },
  country: 'FR',
  default_currency: 'EUR',
  documents: { company_license: { files: ['file_1'] } },
  email: 'hello@fern.example',
  expand: ['settings'],
  external_account: 'btok_1',
  groups: { payments_pricing: 'acctgrp_1' },
  individual: { first_name: 'Ada' },
  metadata: { plan: 'pro' },
  settings: { payouts: { debit_negative_balances: true } },
  tos_acceptance: { date: 1, ip: '203.0.113.1' },
  type: 'express',
} as const satisfies Record<keyof Required<Stripe.AccountCreateParams>, unknown>;

const { controller: _controller, country: _country, type: _type, ...CHANGEABLE } = EVERY;
CHANGEABLE satisfies Record<keyof Required<Stripe.AccountUpdateParams>, unknown>;

describe('an account that a server creates', () => {
  it('has Stripe’s fields, and is one of the sandbox’s', async () => {
    const { sandbox, stripe } = setup();
    const { type: _type, ...params } = EVERY;
    const account = await stripe.accounts.create(params as unknown as Stripe.AccountCreateParams);
    expect(account).toMatchObject({
      id: expect.stringMatching(/^acct_\w+$/),
      object: 'account',
      business_profile: EVERY.business_profile,
      business_type: 'company',
      capabilities: { card_payments: 'inactive' },
      charges_enabled: false,
      controller: { ...EVERY.controller, is_controller: true, type: 'application' },
      country: 'FR',
      created: sandbox.clock.now() / 1000,
      default_currency: 'eur',
      details_submitted: false,
      email: 'hello@fern.example',
      metadata: { plan: 'pro' },
      payouts_enabled: false,
      requirements: {
        currently_due: expect.arrayContaining(['external_account']),
        disabled_reason: 'requirements.past_due',
      },
      type: 'none',
    });
    expect(account.capabilities).not.toHaveProperty('transfers');
    expect(sandbox.accounts.at(-1)).toEqual({
      id: account.id,
      name: 'Fern & Clay',
      email: 'hello@fern.example',
      country: 'FR',
      currency: 'eur',
      details_submitted: false,
    });
  });

  it('has a session of its own, and is complete once its owner has submitted the details', async () => {
    const { sandbox, stripe } = setup();
    const { id } = await stripe.accounts.create({
      capabilities: { transfers: { requested: true } },
    });
    const session = await stripe.accountSessions.create({
      account: id,
      components: { account_onboarding: { enabled: true } },
    });
    const claim = await sandbox.host.claim({
      clientSecret: session.client_secret,
      publishableKey: 'pk_test_1',
    });
    expect(claim.account).toMatchObject({ id, details_submitted: false });
    await sandbox.host.submitDetails(id);
    expect(await stripe.accounts.retrieve(id)).toMatchObject({
      capabilities: { transfers: 'active' },
      charges_enabled: true,
      details_submitted: true,
      payouts_enabled: true,
      requirements: { currently_due: [], disabled_reason: null },
    });
  });

  it('is created once for one idempotency key', async () => {
    const { sandbox, stripe } = setup();
    const before = sandbox.accounts.length;
    const create = () => stripe.accounts.create({ country: 'GB' }, { idempotencyKey: 'account-of-user-7' });
    const [first, second] = [await create(), await create()];
    expect(second.id).toBe(first.id);
    expect(first.default_currency).toBe('gbp');
    expect(sandbox.accounts).toHaveLength(before + 1);
  });

  it.each([
    ['standard', { fees: { payer: 'account' }, stripe_dashboard: { type: 'full' } }],
    ['express', { fees: { payer: 'application_express' }, stripe_dashboard: { type: 'express' } }],
    ['custom', { requirement_collection: 'application', stripe_dashboard: { type: 'none' } }],
  ] as const)('of the older type %s has its controller', async (type, controller) => {
    const { stripe } = setup();
    expect(await stripe.accounts.create({ type })).toMatchObject({ type, controller });
  });

  it('is refused with Stripe’s error for what Stripe does not know', async () => {
    const { stripe } = setup();
    await expect(stripe.accounts.create({ name: 'Fern' } as never)).rejects.toMatchObject({
      statusCode: 400,
      code: 'parameter_unknown',
      param: 'name',
    });
    await expect(stripe.accounts.create({ type: 'gold' })).rejects.toMatchObject({ param: 'type' });
  });
});

it('an account can be changed, also one of the sandbox’s own', async () => {
  const { sandbox, stripe } = setup();
  const { id } = sandbox.accounts[0]!;
  await stripe.accounts.update(id, { metadata: { plan: 'free', seats: '3' } });
  const changed = await stripe.accounts.update(id, CHANGEABLE as unknown as Stripe.AccountUpdateParams);
  expect(changed).toMatchObject({
    business_profile: { name: 'Fern & Clay' },
    capabilities: { card_payments: 'active' },
    email: 'hello@fern.example',
    metadata: { plan: 'pro', seats: '3' },
    type: 'standard',
  });
  expect(sandbox.accounts[0]).toMatchObject({ name: 'Fern & Clay', currency: 'eur' });
  await expect(stripe.accounts.update(id, { country: 'US' } as never)).rejects.toMatchObject({
    code: 'parameter_unknown',
  });
  await expect(stripe.accounts.update('acct_none', {})).rejects.toMatchObject({ code: 'account_invalid' });
});

it('an empty value removes a key of an account’s metadata, or all of them', async () => {
  const { stripe } = setup();
  const { id } = await stripe.accounts.create({ metadata: { plan: 'pro', seats: '3', team: 'a' } });
  const changed = await stripe.accounts.update(id, { metadata: { plan: '' } });
  expect(changed.metadata).toEqual({ seats: '3', team: 'a' });
  expect((await stripe.accounts.update(id, { metadata: { seats: null } })).metadata).toEqual({ team: 'a' });
  expect((await stripe.accounts.update(id, { metadata: '' })).metadata).toEqual({});
});

it('accounts are listed, the newest first', async () => {
  const { sandbox, stripe } = setup();
  const own = sandbox.accounts.map(({ id }) => id).reverse();
  const { id } = await stripe.accounts.create({});
  const all: string[] = [];
  for await (const account of stripe.accounts.list({ limit: 2 })) all.push(account.id);
  expect(all).toEqual([id, ...own]);
});

it('a link leads to the onboarding that Stripe hosts, for five minutes', async () => {
  const { sandbox, stripe } = setup();
  const params = {
    account: sandbox.accounts[2]!.id,
    type: 'account_onboarding',
    collection_options: { fields: 'eventually_due', future_requirements: 'include' },
    refresh_url: 'https://shop.example/onboarding',
    return_url: 'https://shop.example/dashboard',
  } as const;
  const [one, two] = [await stripe.accountLinks.create(params), await stripe.accountLinks.create(params)];
  expect(one).toMatchObject({
    object: 'account_link',
    url: expect.stringMatching(/^https:\/\/connect\.stripe\.com\/setup\/s\/acct_\w+\/\w+$/),
  });
  expect(one.expires_at - one.created).toBe(300);
  expect(two.url).not.toBe(one.url);
  await expect(stripe.accountLinks.create({ ...params, account: 'acct_none' })).rejects.toMatchObject({
    code: 'account_invalid',
  });
});

it('the list of accounts can be limited to a time', async () => {
  const { sandbox, stripe } = setup();
  const { id: first, created = 0 } = await stripe.accounts.create({});
  sandbox.advance(10_000);
  const { id: second } = await stripe.accounts.create({});
  const listed = async (within: Stripe.AccountListParams['created']) =>
    (await stripe.accounts.list({ created: within })).data.map(({ id }) => id);
  expect(await listed(created + 10)).toEqual([second]);
  expect(await listed({ gt: created })).toEqual([second]);
  expect(await listed({ gte: created })).toEqual(expect.arrayContaining([second, first]));
  expect(await listed({ gt: created, lt: created + 10 })).toEqual([]);
  expect(await listed({ lte: created })).not.toContain(second);
});
