import { callPage } from './callPage.js';
import type { Clock } from './clock.js';
import type { SessionRequest } from './contract.js';
import { withTimeout } from './withTimeout.js';

/** Asks a function of the app's, which may never answer. */
export const callFetcher = (
  fetcher: (request: SessionRequest) => Promise<unknown>,
  request: SessionRequest,
  clock: Clock,
): Promise<unknown> =>
  withTimeout((signal) => callPage(() => fetcher({ ...request, signal })), {
    timeout: 15_000,
    clock,
    signal: request.signal,
  });
