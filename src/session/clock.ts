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
