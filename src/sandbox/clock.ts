/** Time as the sandbox sees it. Pass your own to drive a test; the system's is used otherwise. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls once, after so many milliseconds. Answers with what `clearTimeout` takes. */
  setTimeout(task: () => void, delay: number): unknown;
  /** Lets go of a timer that has not called yet. */
  clearTimeout(timer: unknown): void;
}

/** A clock that can be moved forward. Everything due by then runs, in order, before `advance` returns. */
export interface MovableClock extends Clock {
  /** Moves it by so many milliseconds. */
  advance(ms: number): void;
}

interface Timer {
  due: number;
  order: number;
  task: () => void;
  wake?: unknown;
}

const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (task, delay) => {
    const timer = setTimeout(task, delay);
    // In Node a sandbox must not keep the process alive for an expiry an hour away.
    if (typeof timer === 'object' && 'unref' in timer) timer.unref();
    return timer;
  },
  clearTimeout: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

/** The system's timers count in 31 bits: a longer time would be over at once. */
const LONGEST = 2 ** 31 - 1;

/** Lets a running clock (the system's by default) also be moved forward by hand. */
export function createMovableClock(base: Clock = systemClock): MovableClock {
  let offset = 0;
  let order = 0;
  const timers = new Set<Timer>();

  const now = () => base.now() + offset;

  const run = (timer: Timer) => {
    base.clearTimeout(timer.wake);
    if (timers.delete(timer)) timer.task();
  };

  const arm = (timer: Timer) => {
    const left = Math.max(0, timer.due - now());
    timer.wake =
      left > LONGEST ? base.setTimeout(() => arm(timer), LONGEST) : base.setTimeout(() => run(timer), left);
  };

  const nextDueBy = (limit: number) =>
    [...timers].filter((timer) => timer.due <= limit).sort((a, b) => a.due - b.due || a.order - b.order)[0];

  return {
    now,
    setTimeout(task, delay) {
      const timer: Timer = { due: now() + Math.max(0, delay), order: order++, task };
      timers.add(timer);
      arm(timer);
      return timer;
    },
    clearTimeout(timer) {
      if (!timers.delete(timer as Timer)) return;
      base.clearTimeout((timer as Timer).wake);
    },
    advance(ms) {
      const target = now() + ms;
      for (let timer = nextDueBy(target); timer; timer = nextDueBy(target)) {
        offset += Math.max(0, timer.due - now());
        run(timer);
      }
      offset += Math.max(0, target - now());
      for (const timer of timers) {
        base.clearTimeout(timer.wake);
        arm(timer);
      }
    },
  };
}

/**
 * A clock that stands still until it is moved: what a test passes in. It begins on a morning in January 2026, unless
 * you say when.
 *
 * @example
 * const sandbox = createSandbox({ clock: createManualClock() });
 * sandbox.advance(60_000);
 */
export function createManualClock(start = Date.UTC(2026, 0, 15, 9, 30)): MovableClock {
  return createMovableClock({ now: () => start, setTimeout: () => undefined, clearTimeout: () => {} });
}
