import { useSyncExternalStore } from 'react';

const subscribe = (listener: () => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

/** The page that the address names: `#/payouts`. */
export const usePage = (): string =>
  useSyncExternalStore(subscribe, () => location.hash.replace(/^#\/?/, '') || 'home');
