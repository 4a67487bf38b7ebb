import { HttpFault } from './HttpFault.js';
import { tooSlow } from './tooSlow.js';

interface StripeFailure {
  type?: unknown;
  code?: string;
  statusCode?: number;
  requestId?: string;
  headers?: Record<string, string>;
}

/** What went wrong with Stripe, as far as a browser may know. Stripe's own message stays on the server. */
export function stripeFault(cause: unknown, otherwise: 'internal' | 'stripe_failed'): HttpFault {
  if (cause instanceof HttpFault) return cause;
  const { type: given, code, statusCode, requestId, headers } = (cause ?? {}) as StripeFailure;
  // An app's own error may have any value here.
  const type = typeof given === 'string' ? given : '';
  if (type === 'StripeRateLimitError' || (otherwise === 'stripe_failed' && statusCode === 429)) {
    const retryAfter = Number(headers?.['retry-after']) || 1;
    return new HttpFault('rate_limited', 'Stripe received too many requests.', {
      cause,
      requestId,
      retryAfter,
    });
  }
  if (type === 'StripeConnectionError' && /ETIMEDOUT|timed? ?out/i.test(`${code} ${String(cause)}`)) {
    return tooSlow({ cause, requestId });
  }
  if (type.startsWith('Stripe') || otherwise === 'stripe_failed') {
    return new HttpFault('stripe_failed', 'Stripe did not create a session.', { cause, requestId });
  }
  return new HttpFault('internal', 'The server failed to create a session.', { cause });
}
