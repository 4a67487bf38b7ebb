/** The sandbox's source of time. Pass your own to control time in a test. The default is the system clock. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `task` once, after `delay` milliseconds. Returns a timer for `clearTimeout`. */
  setTimeout(task: () => void, delay: number): unknown;
  /** Cancels a timer that has not fired yet. */
  clearTimeout(timer: unknown): void;
}

/** A clock that you can move forward. All timers that become due run, in order, before `advance` returns. */
export interface MovableClock extends Clock {
  /** Moves the clock forward by `ms` milliseconds. */
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
    // In Node, a session that expires in an hour must not keep the process alive.
    if (typeof timer === 'object' && 'unref' in timer) timer.unref();
    return timer;
  },
  clearTimeout: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

/** System timers hold 31 bits: one with a longer delay would fire immediately. */
const LONGEST = 2 ** 31 - 1;

/** Wraps a running clock (by default the system clock) so that you can also move it forward by hand. */
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
 * Creates a clock for tests that stands still until you move it. It starts on a morning in January 2026, unless you pass
 * another time.
 *
 * @example
 * const sandbox = createSandbox({ clock: createManualClock() });
 * sandbox.advance(60_000);
 */
export function createManualClock(start = Date.UTC(2026, 0, 15, 9, 30)): MovableClock {
  return createMovableClock({ now: () => start, setTimeout: () => undefined, clearTimeout: () => {} });
}
