import Stripe from 'stripe';
import { createSessionHandler } from 'stripe-embedded/server';
import { expect, it } from 'vitest';
import { ORIGIN, serverStage } from '../support/serverStage.js';

it.each([
  { filters: { country: '' } },
  { filters: { accountSubcategories: ['bogus'] } },
  { limits: { accounts: 1e21 } },
])('a wish that Stripe would refuse is no 502: %j', async (params) => {
  const { ask } = serverStage({ financialConnections: { permissions: ['balances'] } });
  expect((await ask({ flow: 'financial_connections', params })).status).toBe(200);
});

it('a page may name another account of the caller’s as the holder', async () => {
  const { own, other } = serverStage();
  const { ask } = serverStage({ authorize: () => ({ account: [own, other] }) });
  const accountHolder = { type: 'account', account: other };
  const { status, json } = await ask({ flow: 'financial_connections', params: { accountHolder } });
  expect([status, json['account']]).toEqual([200, other]);
});

it.each(['blob:https://shop.example/1', 'https://shop.example\\@evil.example/', ' https://shop.exa\tmple/'])(
  'Stripe is not sent %j to return to',
  async (returnUrl) => {
    const { ask, calls } = serverStage({ allowedOrigins: [ORIGIN] });
    await ask({ flow: 'financial_connections', params: { returnUrl } });
    expect(calls[0]!.params.get('return_url') ?? `${ORIGIN}/`).toMatch(/^https:\/\/shop\.example\/[^\\]*$/);
  },
);

it('Stripe returns to a page on http too, where that is allowed: it is how people develop', async () => {
  const headers = { Origin: 'http://localhost:3000' };
  const { ask, calls } = serverStage({ allowedOrigins: [headers.Origin] });
  const returnUrl = `${headers.Origin}/back`;
  await ask({ flow: 'financial_connections', params: { returnUrl } }, { headers });
  expect(calls[0]!.params.get('return_url')).toBe(returnUrl);
});

it('a client that has bank linking only will do', () => {
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
])('a policy for banks with a wrong name is found when the handler is made: %j', (policy, hint) => {
  const options = { stripe: new Stripe('sk_test_1'), authorize: () => null };
  expect(() => createSessionHandler({ ...options, financialConnections: policy as never })).toThrow(hint);
});

it('a secret key for the publishable one is found when the handler is made', () => {
  const stripe = new Stripe('sk_test_1');
  expect(() => createSessionHandler({ stripe, authorize: () => null, publishableKey: 'sk_test_1' })).toThrow(
    '`publishableKey`',
  );
});

it('an empty account, of a page that does not know it yet, is as one left out', async () => {
  const { ask, own } = serverStage();
  const { status, json } = await ask({ flow: 'connect', account: '' });
  expect([status, json['account']]).toEqual([200, own]);
});
