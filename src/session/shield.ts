/**
 * Calls one of the page's handlers. What it throws is reported like any uncaught error, so the page's monitoring sees
 * it, and does not interrupt this library.
 */
export function shield(call: () => void): void {
  try {
    call();
  } catch (error) {
    // oxlint-disable-next-line no-console -- test environments may lack `reportError`
    (globalThis.reportError ?? console.error)(error);
  }
}
