const LONGEST_PAUSE = 60_000;
/** A page that looks well is asked for again by then, whatever the server said: nobody could press Retry. */
const LONGEST_UNSEEN = 3 * 60_000;

/** How long to wait until a refresh that failed is tried again. */
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
