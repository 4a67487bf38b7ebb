import Stripe from 'stripe';
import { createSessionHandler } from 'stripe-embedded/server';
import { expectTypeOf, it } from 'vitest';

it('every callback receives the caller type that `authorize` returns', () => {
  const stripe = new Stripe('sk_test_1');
  createSessionHandler({
    authorize: async (request) => ({ account: 'acct_1', isLive: request.url.endsWith('live') }),
    stripe: (caller) => {
      expectTypeOf(caller).toEqualTypeOf<{ account: string; isLive: boolean }>();
      return stripe;
    },
    publishableKey: async ({ isLive }) => (isLive ? 'pk_live_1' : undefined),
    locale: ({ isLive }) => (isLive ? 'fr' : 'en'),
    connect: { components: ({ isLive }) => ({ payments: isLive }) },
    financialConnections: ({ isLive }) => ({ permissions: isLive ? ['balances'] : [] }),
  });
  createSessionHandler({ stripe: async () => stripe, authorize: () => null });
  // @ts-expect-error -- a key is not a client
  createSessionHandler({ stripe: () => 'sk_test_1', authorize: () => null });
});
