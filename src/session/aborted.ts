import { fault, type EmbeddedError } from './errors.js';

/** The error of work that is no longer needed. */
export const aborted = (): EmbeddedError => fault('aborted');
