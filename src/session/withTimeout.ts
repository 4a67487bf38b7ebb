import type { Clock } from './clock.js';
import { fault } from './errors.js';
import { inTime } from './inTime.js';
import { unlessAborted } from './unlessAborted.js';

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
  const controller = new AbortController();
  const late = () => {
    controller.abort();
    return fault('endpoint_timeout', { timeout }, { retryable: true });
  };
  return unlessAborted(
    signal,
    () => inTime(clock, timeout, attempt(controller.signal), late),
    () => controller.abort(),
  );
}
