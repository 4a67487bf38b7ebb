/** If it is unknown, as outside a browser, this assumes that the network is there. */
export const isOffline = (): boolean => (globalThis.navigator as Navigator | undefined)?.onLine === false;
