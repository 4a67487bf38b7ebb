'use client';

import { useCallback, useEffect, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener('hashchange', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('hashchange', listener);
  };
}

/** A browser may refuse storage altogether. */
function remembered(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function remember(name: string, tab: string) {
  try {
    localStorage.setItem(name, tab);
  } catch {
    // Then it is not remembered.
  }
}

/**
 * The open tab: as the address says (`#payments`), else the one that was open last, else the first. On a server
 * it is the first.
 */
export function useTab(tabs: readonly string[], id: string): [tab: string, open: (tab: string) => void] {
  const place = `stripe-embedded.tab.${id}`;
  const first = tabs[0]!;
  const tab = useSyncExternalStore(
    subscribe,
    () =>
      [location.hash.slice(1), remembered(place)].find((name) => name !== null && tabs.includes(name)) ??
      first,
    () => first,
  );
  useEffect(() => {
    // What stands in for one that is not here is not what the person opened: nor is a server's first.
    if (location.hash.slice(1) === tab) remember(place, tab);
  }, [place, tab]);
  const open = useCallback(
    (next: string) => {
      remember(place, next);
      // Not `location.hash`: that would scroll the page to an element of this name. Nor the bare name: with a
      // `<base>` on the page that is another page's address.
      history.replaceState(history.state, '', `${location.href.replace(/#.*/s, '')}#${next}`);
      for (const listener of listeners) listener();
    },
    [place],
  );
  return [tab, open];
}
