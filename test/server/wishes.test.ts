import Stripe from 'stripe';
import { createSessionHandler } from 'stripe-embedded/server';
import { expect, it } from 'vitest';
import { ORIGIN, serverStage } from '../support/serverStage.js';

it.each([
  { filters: { country: '' } },
  { filters: { accountSubcategories: ['bogus'] } },
  { limits: { accounts: 1e21 } },
])('params that Stripe would refuse do not cause a 502: %j', async (params) => {
  const { ask } = serverStage({ financialConnections: { permissions: ['balances'] } });
  expect((await ask({ flow: 'financial_connections', params })).status).toBe(200);
});

it('a page can name another of the caller’s accounts as the holder', async () => {
  const { own, other } = serverStage();
  const { ask } = serverStage({ authorize: () => ({ account: [own, other] }) });
  const accountHolder = { type: 'account', account: other };
  const { status, json } = await ask({ flow: 'financial_connections', params: { accountHolder } });
  expect([status, json['account']]).toEqual([200, other]);
});

it.each(['blob:https://shop.example/1', 'https://shop.example\\@evil.example/', ' https://shop.exa\tmple/'])(
  'Stripe never gets %j as a return URL',
  async (returnUrl) => {
    const { ask, calls } = serverStage({ allowedOrigins: [ORIGIN] });
    await ask({ flow: 'financial_connections', params: { returnUrl } });
    expect(calls[0]!.params.get('return_url') ?? `${ORIGIN}/`).toMatch(/^https:\/\/shop\.example\/[^\\]*$/);
  },
);

it('Stripe can return to an http page on an allowed origin, as in development', async () => {
  const headers = { Origin: 'http://localhost:3000' };
  const { ask, calls } = serverStage({ allowedOrigins: [headers.Origin] });
  const returnUrl = `${headers.Origin}/back`;
  await ask({ flow: 'financial_connections', params: { returnUrl } }, { headers });
  expect(calls[0]!.params.get('return_url')).toBe(returnUrl);
});

it('a client with only Financial Connections is accepted', () => {
  const stripe = { financialConnections: {} } as Stripe;
  expect(() => createSessionHandler({ stripe, authorize: () => null })).not.toThrow();
});

it.each([
  [{ permissions: [], filter: {} }, '`filter` is not one of `financialConnections`. Did you mean `filters`?'],
  [{ permissions: ['balance'] }, '.permissions`. Did you mean `balances`?'],
  [{ permissions: ['balances'], prefetch: ['owners'] }, '.prefetch`. Did you mean `ownership`?'],
  [{ permissions: ['balances'], filters: { county: 'US' } }, '.filters`. Did you mean `country`?'],
  [
    { permissions: ['balances'], filters: { account_subcategories: ['saving'] } },
    '.filters.account_subcategories`. Did you mean `savings`?',
  ],
  [
    { permissions: ['balances'], filters: { require_payment_method_support: 'at_last_one' } },
    '.filters.require_payment_method_support`. Did you mean `at_least_one`?',
  ],
])('a bank policy with a wrong name throws when the handler is created: %j', (policy, hint) => {
  const options = { stripe: new Stripe('sk_test_1'), authorize: () => null };
  expect(() => createSessionHandler({ ...options, financialConnections: policy as never })).toThrow(hint);
});

it('a secret key as publishableKey throws when the handler is created', () => {
  const stripe = new Stripe('sk_test_1');
  expect(() => createSessionHandler({ stripe, authorize: () => null, publishableKey: 'sk_test_1' })).toThrow(
    '`publishableKey`',
  );
});

it('an empty account, from a page that does not know it yet, counts as left out', async () => {
  const { ask, own } = serverStage();
  const { status, json } = await ask({ flow: 'connect', account: '' });
  expect([status, json['account']]).toEqual([200, own]);
});
