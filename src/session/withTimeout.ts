import { aborted } from './aborted.js';
import type { Clock } from './clock.js';
import { fault, type EmbeddedError } from './errors.js';

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
    const stop = (error: EmbeddedError) => {
      reject(error);
      controller.abort();
    };
    const abort = () => stop(aborted());
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort);
    const timer = clock.setTimeout(
      () => stop(fault('endpoint_timeout', { timeout }, { retryable: true })),
      timeout,
    );
    // An attempt may throw before it returns its promise.
    new Promise<T>((settle) => settle(attempt(controller.signal))).then(resolve, reject).finally(() => {
      clock.clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    });
  });
}
