import { HttpFault } from './HttpFault.js';
import { tooSlow } from './tooSlow.js';

interface StripeFailure {
  type?: unknown;
  code?: string;
  statusCode?: number;
  requestId?: string;
  headers?: Record<string, string>;
}

/** What went wrong with Stripe, as far as a browser may know: its own words stay on the server. */
export function stripeFault(cause: unknown, otherwise: 'internal' | 'stripe_failed'): HttpFault {
  if (cause instanceof HttpFault) return cause;
  const { type: given, code, statusCode, requestId, headers } = (cause ?? {}) as StripeFailure;
  // An app's own error may have anything there.
  const type = typeof given === 'string' ? given : '';
  if (type === 'StripeRateLimitError' || (otherwise === 'stripe_failed' && statusCode === 429)) {
    const retryAfter = Number(headers?.['retry-after']) || 1;
    return new HttpFault('rate_limited', 'Stripe is asked too often.', { cause, requestId, retryAfter });
  }
  if (type === 'StripeConnectionError' && /ETIMEDOUT|timed? ?out/i.test(`${code} ${String(cause)}`)) {
    return tooSlow({ cause, requestId });
  }
  if (type.startsWith('Stripe') || otherwise === 'stripe_failed') {
    return new HttpFault('stripe_failed', 'Stripe did not make a session.', { cause, requestId });
  }
  return new HttpFault('internal', 'The server failed to make a session.', { cause });
}
