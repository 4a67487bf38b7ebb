import { callPage } from './callPage.js';
import type { Clock } from './clock.js';
import type { SessionRequest } from './contract.js';
import { withTimeout } from './withTimeout.js';

/**
 * Calls the app's endpoint function, which may never settle. It may run on a server (a Server Action, an RPC), and the
 * transport rejects or garbles arguments that are not plain data. So the signal is not enumerable.
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
    { clock, signal: given },
  );
