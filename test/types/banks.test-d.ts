import type Stripe from 'stripe';
import type { FinancialConnectionsResult, LinkedAccount, SessionEndpoint } from 'stripe-embedded';
import { describe, expectTypeOf, it } from 'vitest';

type Linked = Extract<FinancialConnectionsResult, { type: 'linked' }>;

describe('linked accounts', () => {
  it('accept accounts from the stripe SDK and from a result', () => {
    expectTypeOf<Stripe.FinancialConnections.Account>().toExtend<LinkedAccount>();
    expectTypeOf<Linked['session']['accounts'][number]>().toExtend<LinkedAccount>();
  });

  it('have a balance, with details by its kind', () => {
    type Balance = NonNullable<LinkedAccount['balance']>;
    expectTypeOf<Balance['current']>().toEqualTypeOf<Record<string, number | undefined>>();
    expectTypeOf<Balance>().toHaveProperty('cash');
  });
});

describe('an intent', () => {
  type Intent = Extract<FinancialConnectionsResult, { type: 'needs_confirmation' }>['intent'];

  it('has the fields of its kind and no secret', () => {
    type Payment = Extract<Intent, { object: 'payment_intent' }>;
    type Setup = Extract<Intent, { object: 'setup_intent' }>;
    expectTypeOf<Payment['amount']>().toEqualTypeOf<number>();
    expectTypeOf<Setup>().toHaveProperty('usage');
    expectTypeOf<Intent>().not.toHaveProperty('client_secret');
  });
});

describe('a custom endpoint function', () => {
  it('can answer `verify` as documented', () => {
    const accounts: Stripe.FinancialConnections.Account[] = [];
    const fetchers = [
      async () => ({ id: 'fcsess_1', livemode: false, accounts }),
      async () => ({ accounts: { data: accounts } }),
      async ({ verify }) =>
        verify ? { id: verify, accounts: [{ id: 'fca_1', last4: '6789' }] } : { clientSecret: 'fcsess_1_…' },
    ] satisfies SessionEndpoint[];
    expectTypeOf(fetchers).toExtend<SessionEndpoint[]>();
  });

  it('must return accounts or a secret', () => {
    expectTypeOf<() => Promise<{ accounts: string }>>().not.toExtend<SessionEndpoint>();
    expectTypeOf<() => Promise<{ id: string }>>().not.toExtend<SessionEndpoint>();
  });
});
