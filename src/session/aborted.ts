import { fault, type EmbeddedError } from './errors.js';

/** Nobody waits for it any more. */
export const aborted = (): EmbeddedError => fault('aborted');
