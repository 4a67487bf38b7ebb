import type { Clock } from './clock.js';
import type { SessionRequest } from './contract.js';
import { thrown } from './thrown.js';
import { withTimeout } from './withTimeout.js';

/** Asks a function of the app's. What it throws is told apart from what we throw. */
export const callFetcher = (
  fetcher: (request: SessionRequest) => Promise<unknown>,
  request: SessionRequest,
  clock: Clock,
): Promise<unknown> =>
  withTimeout(
    async (signal) => {
      try {
        return await fetcher({ ...request, signal });
      } catch (cause) {
        throw thrown(cause);
      }
    },
    { timeout: 15_000, clock, signal: request.signal },
  );
