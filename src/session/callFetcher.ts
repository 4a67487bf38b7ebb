import type { Clock } from './clock.js';
import type { SessionRequest } from './contract.js';
import { EmbeddedError, fault } from './errors.js';
import { isOffline } from './isOffline.js';
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
        if (cause instanceof EmbeddedError) throw cause;
        if (isOffline())
          throw fault(
            'endpoint_unreachable',
            { url: 'a function', why: 'this device is offline' },
            { cause, retryable: true },
          );
        throw fault('endpoint_failed', {}, { cause, retryable: true });
      }
    },
    { timeout: 15_000, clock, signal: request.signal },
  );
