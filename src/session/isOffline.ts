/** Where nobody can tell, as outside a browser, the network is there. */
export const isOffline = (): boolean => !(globalThis.navigator?.onLine ?? true);
