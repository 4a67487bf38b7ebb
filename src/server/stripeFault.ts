import { HttpFault } from './HttpFault.js';

interface StripeFailure {
  type?: string;
  code?: string;
  requestId?: string;
  headers?: Record<string, string>;
}

/** What went wrong with Stripe, as far as a browser may know: its own words stay on the server. */
export function stripeFault(cause: unknown): HttpFault {
  if (cause instanceof HttpFault) return cause;
  const { type = '', code, requestId, headers } = (cause ?? {}) as StripeFailure;
  if (type === 'StripeRateLimitError') {
    const retryAfter = Number(headers?.['retry-after']) || 1;
    return new HttpFault('rate_limited', 'Stripe is asked too often.', { cause, requestId, retryAfter });
  }
  if (type === 'StripeConnectionError' && /ETIMEDOUT|timed? ?out/i.test(`${code} ${String(cause)}`)) {
    return new HttpFault('timeout', 'Stripe did not answer in time.', { cause, requestId });
  }
  if (code === 'resource_missing') {
    return new HttpFault('not_found', 'Stripe knows no such session.', { cause, requestId });
  }
  if (type.startsWith('Stripe')) {
    return new HttpFault('stripe_failed', 'Stripe did not make a session.', { cause, requestId });
  }
  return new HttpFault('internal', 'The server failed to make a session.', { cause });
}
