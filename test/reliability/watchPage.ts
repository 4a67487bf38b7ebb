import type { Sandbox } from 'stripe-embedded/sandbox';
import { countingClock } from '../support/countingClock.js';

/** React's own listeners are on its root, and stay. */
const COUNTED = ['online', 'offline', 'pageshow', 'pagehide', 'visibilitychange', 'focus', 'message'];

/** Counts the timers and listeners that are left, on a page's clock that can be set wrong. */
export function watchPage({ clock }: Sandbox) {
  const { timers, ...counted } = countingClock(clock);
  const listeners = new Map<unknown, Set<string>>();
  let wrongBy = 0;
  const back = [window, document].map((target) => {
    const { addEventListener, removeEventListener } = target;
    target.addEventListener = (type: string, ...rest: [never]) => {
      if (COUNTED.includes(type))
        listeners.set(rest[0], (listeners.get(rest[0]) ?? new Set<string>()).add(type));
      addEventListener.call(target, type, ...rest);
    };
    target.removeEventListener = (type: string, ...rest: [never]) => {
      listeners.get(rest[0])?.delete(type);
      removeEventListener.call(target, type, ...rest);
    };
    return () => Object.assign(target, { addEventListener, removeEventListener });
  });
  return {
    clock: { ...counted, now: () => clock.now() + wrongBy },
    /** Someone sets the laptop's clock. */
    jump(ms: number) {
      wrongBy += ms;
    },
    left: () => [
      ...[...listeners.values()]
        .flatMap((types) => [...types])
        .map((type) => `a listener of ${type} is left`),
      ...[...timers].map(() => 'a timer is left'),
    ],
    stop: () => back.forEach((put) => put()),
  };
}
