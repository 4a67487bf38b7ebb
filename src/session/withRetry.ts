import { aborted } from './aborted.js';
import { wait, type Clock } from './clock.js';
import { EmbeddedError } from './errors.js';
import { isOffline } from './isOffline.js';

interface Policy {
  attempts: number;
  minDelay?: number;
  maxDelay?: number;
  clock: Clock;
  signal: AbortSignal;
}

/** A server that asks for a longer pause than this is not waited for: the person gets a Retry instead. */
const LONGEST_PAUSE = 30_000;

/** Tries again what may succeed later, with a growing pause that is never the same for two browsers. */
export async function withRetry<T>(attempt: () => Promise<T>, policy: Policy): Promise<T> {
  const { attempts, minDelay = 500, maxDelay = 8_000, clock, signal } = policy;
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof EmbeddedError && error.retryable)) throw error;
      const pause =
        error.retryAfter ?? Math.min(maxDelay, minDelay * 2 ** (tried - 1)) * (0.5 + Math.random() / 2);
      // Offline has its own way back: the event that tells the network has returned.
      if (tried >= attempts || isOffline() || pause > LONGEST_PAUSE) throw error;
      await wait(clock, pause, signal);
      if (signal.aborted) throw aborted();
    }
  }
}
