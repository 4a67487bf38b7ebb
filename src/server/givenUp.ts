import { HttpFault } from './HttpFault.js';

/** Nobody waits for it any more. */
export const givenUp = (): HttpFault => new HttpFault('aborted', 'The request was given up.');
