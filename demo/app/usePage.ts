import { useSyncExternalStore } from 'react';

const subscribe = (listener: () => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

/** The name of the page from the address, as in `#/payouts`. */
export const usePage = (): string =>
  useSyncExternalStore(subscribe, () => location.hash.replace(/^#\/?/, '') || 'home');
