import { callPage } from './callPage.js';
import type { Clock } from './clock.js';
import type { SessionRequest } from './contract.js';
import { withTimeout } from './withTimeout.js';

/**
 * Asks a function of the app's, which may never answer. It may be one of a server's (a Server Action, an RPC's), and what
 * sends its arguments there refuses or garbles what is no plain data: the signal is not enumerable.
 */
export const callFetcher = (
  fetcher: (request: SessionRequest) => Promise<unknown>,
  { signal: given, ...wish }: SessionRequest,
  clock: Clock,
): Promise<unknown> =>
  withTimeout(
    (signal) =>
      callPage(() =>
        fetcher(Object.defineProperty(wish, 'signal', { value: signal, writable: true }) as never),
      ),
    { timeout: 15_000, clock, signal: given },
  );
