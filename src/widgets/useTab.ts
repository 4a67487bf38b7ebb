'use client';

import { useEffect, useMemo, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  // A router changes the address without a `hashchange`: only `navigation` tells, where the browser has it. It may do
  // so while React commits, and then no state may be set.
  const later = () => queueMicrotask(listener);
  const { navigation } = window as { navigation?: Navigation };
  listeners.add(listener);
  window.addEventListener('hashchange', listener);
  navigation?.addEventListener('currententrychange', later);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('hashchange', listener);
    navigation?.removeEventListener('currententrychange', later);
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

/** What a dashboard opened last, and the address that this left the page at. */
interface Last {
  readonly place: string;
  tab: string | null;
  hash?: string;
}

function keep(last: Last, tab: string) {
  last.tab = tab;
  last.hash = location.hash;
  try {
    localStorage.setItem(last.place, tab);
  } catch {
    // Then it is remembered while the dashboard is there.
  }
}

/**
 * The open tab: as the address says (`#payments`), else the one that was open last, else the first. On a server,
 * which has no address, there is none, nor while its page is hydrated.
 */
export function useTab<Tab extends string>(
  tabs: readonly Tab[],
  id: string,
): [tab: Tab | undefined, open: (tab: Tab) => void] {
  const place = `stripe-embedded.tab.${id}`;
  // Read once: what is opened in another window of the site is written there too.
  const last = useMemo<Last>(() => ({ place, tab: remembered(place) }), [place]);
  const tab = useSyncExternalStore(
    subscribe,
    () => {
      const { hash } = location;
      const named = (name: string | null) => tabs.find((tab) => tab === name);
      return (hash !== last.hash && named(hash.slice(1))) || named(last.tab) || tabs[0];
    },
    () => undefined,
  );
  useEffect(() => {
    // Only what the address names is kept: a tab that stands in for one that is not here was opened by nobody.
    if (location.hash.slice(1) === tab) keep(last, tab);
  }, [last, tab]);
  const open = (next: Tab) => {
    // `#/orders/3` and `#!/orders` are a router's, which would find no such page at the next load.
    const isRoute = /^#!?\//.test(location.hash);
    try {
      // Not `location.hash`: that would scroll the page to an element of this name. Nor the bare name: with a
      // `<base>` on the page that is another page's address.
      if (!isRoute) history.replaceState(history.state, '', `${location.href.replace(/#.*/s, '')}#${next}`);
    } catch {
      // Browsers take only so many in a while. The tab opens nevertheless, and the address stays.
    }
    keep(last, next);
    for (const listener of listeners) listener();
  };
  return [tab, open];
}
