/** What Stripe.js throws for a call that cannot be right. */
export class IntegrationError extends Error {
  override readonly name = 'IntegrationError';
}
