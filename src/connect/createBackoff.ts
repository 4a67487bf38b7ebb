const LONGEST_PAUSE = 60_000;
/** Caps even the pause that a server asks for: the page looks fine meanwhile, so there is no Retry button to press. */
const LONGEST_UNSEEN = 3 * 60_000;

/** How long to wait before a failed refresh is retried. */
export function createBackoff() {
  let failures = 0;
  return {
    next(retryAfter: number | undefined) {
      const pause = retryAfter ?? Math.min(LONGEST_PAUSE, 2_000 * 2 ** failures++);
      return Math.min(LONGEST_UNSEEN, pause);
    },
    reset: () => void (failures = 0),
  };
}
