/** Calls a handler of the page's. What it throws is the page's: it is shown, and stops nothing of ours. */
export function shield(call: () => void): void {
  try {
    call();
  } catch (error) {
    // oxlint-disable-next-line no-console
    console.error('[stripe-embedded] A handler of the page threw, and was left at that.', error);
  }
}
