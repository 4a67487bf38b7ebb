import type { EmbeddedErrorCode } from './errorCode.js';
import { explain, type ErrorDetails } from './explain.js';
import { redact, redactCause } from './redact.js';

/** The details of an error, in addition to its code. */
export interface EmbeddedErrorOptions {
  /** What was thrown, with every secret removed. */
  cause?: unknown;
  /** Whether the same call may succeed later without any change. @default false */
  retryable?: boolean | undefined;
  /** The component's tag, `payments`. */
  component?: string | undefined;
  /** The endpoint's HTTP status. */
  status?: number | undefined;
  /** How long the endpoint asked us to wait, in milliseconds. */
  retryAfter?: number | undefined;
}

/**
 * The error class of this library. Its message says what happened, why it matters and how to fix it. No part of it ever
 * contains a secret.
 *
 * @example
 * <ConnectProvider onError={(error) => report(error.code, error.retryable)} … />
 */
export class EmbeddedError extends Error {
  /** Identifies what went wrong. */
  declare readonly code: EmbeddedErrorCode;
  /** Whether the same call may succeed later without any change. */
  declare readonly retryable: boolean;
  /** The component's tag, `payments`. */
  declare readonly component?: string;
  /** The endpoint's HTTP status. */
  declare readonly status?: number;
  /** How long the endpoint asked us to wait, in milliseconds. */
  declare readonly retryAfter?: number;
  /**
   * What was thrown, with every secret removed. Declared here because TypeScript's own `Error` type has `cause` only
   * from `lib: es2022` on.
   */
  declare readonly cause?: unknown;

  constructor(code: EmbeddedErrorCode, message: string, options: EmbeddedErrorOptions = {}) {
    const { cause, retryable = false, ...details } = options;
    super(
      `[stripe-embedded] ${redact(message)}`,
      cause === undefined ? undefined : { cause: redactCause(cause) },
    );
    Object.assign(this, { name: 'EmbeddedError', code, retryable }, details);
  }
}

/**
 * Creates the library's own errors. In production, the message is the code and its details; `docs/errors.md` has the
 * rest.
 */
export function fault(
  code: EmbeddedErrorCode,
  details: ErrorDetails = {},
  options?: EmbeddedErrorOptions,
): EmbeddedError {
  const text =
    process.env.NODE_ENV === 'production' ? `${code} ${JSON.stringify(details)}` : explain(code, details);
  return new EmbeddedError(code, text, options);
}
