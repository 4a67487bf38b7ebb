import { HttpFault } from './HttpFault.js';

/** What a session is for. A page could do nothing with an answer that has none. */
export function secretOf({ client_secret: secret }: { client_secret?: string | null }): string {
  if (secret) return secret;
  throw new HttpFault('stripe_failed', 'Stripe answered without a secret.');
}
