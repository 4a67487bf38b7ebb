import { createManualClock, type MovableClock } from 'stripe-embedded/sandbox';

/** A clock that knows which of its timers are running: a manual clock, unless another is passed. */
export function countingClock(clock: MovableClock = createManualClock()) {
  const timers = new Set<unknown>();
  return {
    timers,
    now: () => clock.now(),
    advance: (ms: number) => clock.advance(ms),
    setTimeout(task: () => void, delay: number) {
      const timer = clock.setTimeout(() => {
        timers.delete(timer);
        task();
      }, delay);
      timers.add(timer);
      return timer;
    },
    clearTimeout(timer: unknown) {
      timers.delete(timer);
      clock.clearTimeout(timer);
    },
  };
}
