import type { FaultCode } from './options.js';

const STATUS: Record<FaultCode, number> = {
  bad_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  payload_too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  aborted: 499,
  internal: 500,
  stripe_failed: 502,
  timeout: 504,
};

/** Thrown for a request that gets no session. The message is safe to show to a browser. */
export class HttpFault extends Error {
  readonly status: number;
  readonly retryAfter?: number;
  readonly requestId?: string;

  constructor(
    readonly code: FaultCode,
    message: string,
    options: { cause?: unknown; retryAfter?: number; requestId?: string } = {},
  ) {
    super(message, { cause: options.cause });
    this.status = STATUS[code];
    this.retryAfter = options.retryAfter;
    this.requestId = options.requestId;
  }

  /** What the page receives. */
  toJSON() {
    return { error: { code: this.code, message: this.message } };
  }
}
