import type { EmbeddedErrorCode } from './errorCode.js';
import { fault, type EmbeddedError, type EmbeddedErrorOptions } from './errors.js';

const REFUSALS: Partial<Record<number, EmbeddedErrorCode>> = {
  401: 'endpoint_unauthorized',
  403: 'endpoint_forbidden',
  429: 'endpoint_rate_limited',
};

/** The error for an endpoint's HTTP status. */
export const refused = (
  status: number,
  url: string | undefined,
  options: EmbeddedErrorOptions,
): EmbeddedError =>
  fault(
    REFUSALS[status] ?? 'endpoint_failed',
    { url, status },
    { status, retryable: status >= 500 || status === 429 || status === 408, ...options },
  );
