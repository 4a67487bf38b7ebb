import type { EmbeddedErrorCode } from './errorCode.js';
import { explain, type ErrorDetails } from './explain.js';
import { redact, redactCause } from './redact.js';

/** What is known of an error beside its code. */
export interface EmbeddedErrorOptions {
  /** What threw, with every secret taken out of it. */
  cause?: unknown;
  /** Whether the same call may succeed later with nothing changed. @default false */
  retryable?: boolean | undefined;
  /** The component's tag, `payments`. */
  component?: string | undefined;
  /** The endpoint's HTTP status. */
  status?: number | undefined;
  /** How long the endpoint asked to be left alone, in milliseconds. */
  retryAfter?: number | undefined;
}

/**
 * The one error of this library. Its message says what happened, why it matters and how to fix it;
 * no part of it ever holds a secret.
 *
 * @example
 * <ConnectProvider onError={(error) => report(error.code, error.retryable)} … />
 */
export class EmbeddedError extends Error {
  /** What went wrong, by name. */
  declare readonly code: EmbeddedErrorCode;
  /** Whether the same call may succeed later with nothing changed. */
  declare readonly retryable: boolean;
  /** The component's tag, `payments`. */
  declare readonly component?: string;
  /** The endpoint's HTTP status. */
  declare readonly status?: number;
  /** How long the endpoint asked to be left alone, in milliseconds. */
  declare readonly retryAfter?: number;
  /** What threw, with every secret taken out of it. TypeScript knows it of an error from `lib: es2022` on only. */
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

/** The library's own errors. In production their text is the code and what it was about: `docs/errors.md` has the rest. */
export function fault(
  code: EmbeddedErrorCode,
  details: ErrorDetails = {},
  options?: EmbeddedErrorOptions,
): EmbeddedError {
  const text =
    process.env.NODE_ENV === 'production' ? `${code} ${JSON.stringify(details)}` : explain(code, details);
  return new EmbeddedError(code, text, options);
}
