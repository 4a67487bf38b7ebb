import { createSessionHandler } from 'stripe-embedded/server';

/**
 * The one endpoint behind the page. It decides what a session may show and which account it is for.
 *
 * @param {{ stripe: import('stripe').default, account: string, publishableKey: string }} options
 */
export function createSession({ stripe, account, publishableKey }) {
  return createSessionHandler({
    stripe,
    // Replace this: find out from the request who is signed in, and return their account, or null.
    authorize: () => ({ account }),
    connect: { components: { payments: true } },
    financialConnections: { permissions: ['payment_method', 'balances'] },
    publishableKey,
    onError: (error, { code }) => console.error(code, error.cause ?? error.message),
  });
}
