import { HttpFault } from './HttpFault.js';

/** Told by Stripe's client, or found by the gate. */
export const tooSlow = (from?: { cause: unknown; requestId?: string }): HttpFault =>
  new HttpFault('timeout', 'Stripe did not answer in time.', from);
