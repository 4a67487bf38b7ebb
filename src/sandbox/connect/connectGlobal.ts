type Win = Window & typeof globalThis;

interface StripeConnectGlobal {
  /** Where a script is waited for, with what stood there before. */
  init?: { before?: unknown };
  onLoad?: unknown;
  [more: string]: unknown;
}

const globals = new WeakMap<Win, StripeConnectGlobal>();

/**
 * What Connect.js puts into a page. One object for the page's life: connect-js keeps the first that it finds, so a
 * sandbox that comes after another must be found behind the same one.
 */
export function connectGlobal(window: Win): StripeConnectGlobal {
  const before = (window as Win & { StripeConnect?: StripeConnectGlobal }).StripeConnect;
  // Markup can make a global of this name: that is not one to keep.
  const isPlain = before && Object.getPrototypeOf(before) === Object.prototype;
  const own = globals.get(window) ?? (isPlain ? before : {});
  globals.set(window, own);
  return own;
}
