import { HttpFault } from './HttpFault.js';

/** The secret in Stripe's response. A response without one counts as a failure, because the page could not use it. */
export function secretOf({ client_secret: secret }: { client_secret?: string | null }): string {
  if (secret) return secret;
  throw new HttpFault('stripe_failed', 'Stripe answered without a secret.');
}
