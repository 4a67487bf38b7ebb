import type { Clock } from '../session/clock.js';

/** How long an instance is kept whose session does not tell its end. */
const KEEP_WITHOUT_END = 15 * 60_000;

interface PresenceOptions {
  clock: Clock;
  /** The first one has come. */
  arrive: () => void;
  /** The last one has left. */
  depart: () => void;
  /** Whether it waits for what is hidden, which is not gone. */
  outlasts: () => boolean;
  /** Whether StrictMode, or a route that comes back, finds all as it was, while its session lives. */
  isKept: () => boolean;
  expiresAt: () => number | undefined;
  /** Nobody has come back. */
  release: () => void;
}

/** Who needs an instance: those who are here, and what is on the page, be it hidden. */
export function createPresence(options: PresenceOptions) {
  const { clock, arrive, depart, outlasts, isKept, expiresAt, release } = options;
  let users = 0;
  let staying = 0;
  /** Whether anybody ever was: what has been hidden from the beginning has begun nothing that could be let go. */
  let wasHere = false;
  let timer: unknown;

  function releaseSoon() {
    clock.clearTimeout(timer);
    if (!wasHere || users || (staying && outlasts())) return;
    const end = expiresAt() ?? clock.now() + KEEP_WITHOUT_END;
    timer = clock.setTimeout(release, isKept() ? end - clock.now() : 0);
    // In Node, where a test may run, the process is not kept alive for nobody.
    (timer as { unref?: () => void } | undefined)?.unref?.();
  }

  return {
    isSomebodyHere: () => users > 0,
    /** Nor is anything hidden. */
    isFree: () => !users && !staying,
    retain() {
      clock.clearTimeout(timer);
      wasHere = true;
      if (!users++) arrive();
      return () => {
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
