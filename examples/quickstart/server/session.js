import { createSessionHandler } from 'stripe-embedded/server';

/**
 * The one endpoint behind the page: what a session may show, and whose it is.
 *
 * @param {{ stripe: import('stripe').default, account: string, publishableKey: string }} options
 */
export function createSession({ stripe, account, publishableKey }) {
  return createSessionHandler({
    stripe,
    // Yours to write: read who is signed in from the request, and answer with their account, or null.
    authorize: () => ({ account }),
    connect: { components: { payments: true } },
    financialConnections: { permissions: ['payment_method', 'balances'] },
    publishableKey,
    onError: (error, { code }) => console.error(code, error.cause ?? error.message),
  });
}
