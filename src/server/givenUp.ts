import { HttpFault } from './HttpFault.js';

/** The client has disconnected. */
export const givenUp = (): HttpFault => new HttpFault('aborted', 'The client cancelled the request.');
