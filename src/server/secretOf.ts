import { HttpFault } from './HttpFault.js';

/** The secret in Stripe's answer. Without one the answer is a failure: a page could do nothing with it. */
export function secretOf({ client_secret: secret }: { client_secret?: string | null }): string {
  if (secret) return secret;
  throw new HttpFault('stripe_failed', 'Stripe answered without a secret.');
}
