/** Where nobody can tell, as outside a browser, the network is there. */
export const isOffline = (): boolean =>
  'onLine' in (globalThis.navigator ?? {}) && !globalThis.navigator.onLine;
