import type { Clock } from '../session/clock.js';

/** How long to keep an instance whose session has no known expiry. */
const KEEP_WITHOUT_END = 15 * 60_000;

interface PresenceOptions {
  clock: Clock;
  /** Called when the first user arrives. Returns what to call when the last one leaves. */
  arrive: () => () => void;
  /** Whether to wait for hidden components, which are not gone. */
  outlasts: () => boolean;
  /** Whether to keep everything for StrictMode, or for a route that comes back, as long as the session lives. */
  isKept: () => boolean;
  expiresAt: () => number | undefined;
  /** Called when nobody came back. */
  release: () => void;
}

/** Counts who needs an instance: active users, and everything that is mounted, even if hidden. */
export function createPresence({ clock, arrive, outlasts, isKept, expiresAt, release }: PresenceOptions) {
  let users = 0;
  /** The users that are components. */
  let shown = 0;
  let staying = 0;
  let depart = () => {};
  /** Whether there ever was a user: components that were always hidden have started nothing that could be released. */
  let wasHere = false;
  let timer: unknown;

  function releaseSoon() {
    clock.clearTimeout(timer);
    if (!wasHere || users || (staying && outlasts())) return;
    const end = expiresAt() ?? clock.now() + KEEP_WITHOUT_END;
    timer = clock.setTimeout(release, isKept() ? end - clock.now() : 0);
    // In Node, where tests may run, this timer must not keep the process alive.
    (timer as { unref?: () => void } | undefined)?.unref?.();
  }

  return {
    isUsed: () => users > 0,
    /** Whether a component is visible on the page. */
    isShown: () => shown > 0,
    /** Whether there are no users, and nothing hidden either. */
    isFree: () => !users && !staying,
    retain(components = 0) {
      clock.clearTimeout(timer);
      wasHere = true;
      shown += components;
      if (!users++) depart = arrive();
      return () => {
        shown -= components;
        if (--users) return;
        depart();
        releaseSoon();
      };
    },
    stay() {
      staying++;
      return () => {
        staying--;
        releaseSoon();
      };
    },
  };
}
