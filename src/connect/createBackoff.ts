const LONGEST_PAUSE = 60_000;
/** However long the server wants to be left alone: the page looks well meanwhile, so it has no Retry to press. */
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
