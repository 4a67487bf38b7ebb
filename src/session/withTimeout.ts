import { aborted } from './aborted.js';
import type { Clock } from './clock.js';
import { fault } from './errors.js';
import { inTime } from './inTime.js';

interface Limits {
  /** In milliseconds. @default 15_000 */
  timeout?: number | undefined;
  clock: Clock;
  signal: AbortSignal;
}

/**
 * Runs one attempt. It ends after `timeout` or when the caller aborts, even if the attempt ignores its signal: a
 * fetcher that never settles must not block a panel for ever.
 */
export function withTimeout<T>(attempt: (signal: AbortSignal) => Promise<T>, limits: Limits): Promise<T> {
  const { timeout = 15_000, clock, signal } = limits;
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
