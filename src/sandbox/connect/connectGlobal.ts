type Win = Window & typeof globalThis;

interface StripeConnectGlobal {
  /** While a script is awaited, `before` holds the previous `init`. */
  init?: { before?: unknown };
  onLoad?: unknown;
  [more: string]: unknown;
}

const globals = new WeakMap<Win, StripeConnectGlobal>();

/**
 * The global of Connect.js: one object for the page's life. connect-js keeps the first one that it finds, so a later
 * sandbox must be reachable through the same object.
 */
export function connectGlobal(window: Win): StripeConnectGlobal {
  const before = (window as Win & { StripeConnect?: StripeConnectGlobal }).StripeConnect;
  // Markup can create a global of this name, which must not be kept.
  const isPlain = before && Object.getPrototypeOf(before) === Object.prototype;
  const own = globals.get(window) ?? (isPlain ? before : {});
  globals.set(window, own);
  return own;
}
