// A CommonJS server. `stripe` has separate types for `require`.
import { createSessionHandler, toNodeListener } from 'stripe-embedded/server';
import Stripe from 'stripe';

const handler = createSessionHandler({
  stripe: new Stripe('sk_test_1'),
  authorize: () => ({ account: 'acct_1', customer: 'cus_1' }),
  connect: { components: { payments: true } },
  financialConnections: { permissions: ['balances'] },
});

export const listener = toNodeListener(handler);

// @ts-expect-error -- a key is not a client
createSessionHandler({ stripe: 'sk_test_1', authorize: () => null });
