import { HttpFault } from './HttpFault.js';

/** Reported by Stripe's client or detected by the gate. */
export const tooSlow = (from?: { cause: unknown; requestId?: string }): HttpFault =>
  new HttpFault('timeout', 'Stripe did not answer in time.', from);
