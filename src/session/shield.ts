/**
 * Calls a handler of the page's. What it throws is the page's, whose monitoring hears of it as of all that nobody
 * catches; it stops nothing of ours.
 */
export function shield(call: () => void): void {
  try {
    call();
  } catch (error) {
    // oxlint-disable-next-line no-console -- where tests run there may be no `reportError`
    (globalThis.reportError ?? console.error)(error);
  }
}
