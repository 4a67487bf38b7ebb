import { aborted } from './aborted.js';
import type { Clock } from './clock.js';
import { fault } from './errors.js';
import { inTime } from './inTime.js';

interface Limits {
  timeout: number;
  clock: Clock;
  signal: AbortSignal;
}

/**
 * Runs one attempt. It ends by `timeout` or when the caller gives up, whether or not the attempt heeds its
 * signal: a fetcher that never settles must not hold a panel for ever.
 */
export function withTimeout<T>(attempt: (signal: AbortSignal) => Promise<T>, limits: Limits): Promise<T> {
  const { timeout, clock, signal } = limits;
  return new Promise<T>((resolve, reject) => {
    const controller = new AbortController();
    const abort = () => {
      reject(aborted());
      controller.abort();
    };
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort);
    inTime(clock, timeout, attempt(controller.signal), () => {
      controller.abort();
      return fault('endpoint_timeout', { timeout }, { retryable: true });
    })
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
}
