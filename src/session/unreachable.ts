import { fault, type EmbeddedError } from './errors.js';

/** The error for an endpoint that could not respond. */
export const unreachable = (url: string | undefined, why: string, cause?: unknown): EmbeddedError =>
  fault('endpoint_unreachable', { url, why }, { cause, retryable: true });
