/** A source of time that tests can control. You can pass the sandbox's clock. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `task` once, after `delay` milliseconds. Returns a timer for `clearTimeout`. */
  setTimeout(task: () => void, delay: number): unknown;
  /** Cancels a timer that has not fired yet. */
  clearTimeout(timer: unknown): void;
}

/** Browser timers are limited to 31 bits: a longer delay would fire at once. */
const LONGEST = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (task, delay) => setTimeout(task, Math.min(delay, LONGEST)),
  clearTimeout: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

/** Resolves after `delay`, or as soon as the signal aborts. */
export const wait = (clock: Clock, delay: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clock.clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = clock.setTimeout(done, delay);
    signal.addEventListener('abort', done);
  });
