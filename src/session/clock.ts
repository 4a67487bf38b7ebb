/** Time, passed in so that a test can hold it. The sandbox's clock fits as it is. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls once, after so many milliseconds. Answers with what `clearTimeout` takes. */
  setTimeout(task: () => void, delay: number): unknown;
  /** Lets go of a timer that has not called yet. */
  clearTimeout(timer: unknown): void;
}

/** A browser's timers count in 31 bits: a longer time would be over at once. */
const LONGEST = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (task, delay) => setTimeout(task, Math.min(delay, LONGEST)),
  clearTimeout: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

/** Waits, unless the signal says that nobody is waiting any more. */
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
