import { fault, type EmbeddedError } from './errors.js';

/** The endpoint did not get to answer. */
export const unreachable = (url: string, why: string, cause?: unknown): EmbeddedError =>
  fault('endpoint_unreachable', { url, why }, { cause, retryable: true });
