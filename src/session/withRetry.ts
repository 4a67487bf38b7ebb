import type { Clock } from './clock.js';
import { EmbeddedError } from './errors.js';
import { isOffline } from './isOffline.js';
import { unlessAborted } from './unlessAborted.js';

interface Policy {
  attempts: number;
  minDelay?: number;
  maxDelay?: number;
  clock: Clock;
  signal: AbortSignal;
}

/** If a server asks for a longer pause than this, we do not wait: the user gets a Retry button instead. */
const LONGEST_PAUSE = 30_000;

/** Retries retryable errors, with a growing, randomised pause so that browsers do not retry in step. */
export async function withRetry<T>(attempt: () => Promise<T>, policy: Policy): Promise<T> {
  const { attempts, minDelay = 500, maxDelay = 8_000, clock, signal } = policy;
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof EmbeddedError && error.retryable)) throw error;
      const pause =
        error.retryAfter ?? Math.min(maxDelay, minDelay * 2 ** (tried - 1)) * (0.5 + Math.random() / 2);
      // Offline recovers in another way: through the `online` event.
      if (tried >= attempts || isOffline() || pause > LONGEST_PAUSE) throw error;
      let timer: unknown;
      await unlessAborted(
        signal,
        () => new Promise<void>((resolve) => (timer = clock.setTimeout(resolve, pause))),
        () => clock.clearTimeout(timer),
      );
    }
  }
}
