'use client';

import { useEffect, useMemo, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  // A router changes the URL without a `hashchange`: only `navigation` reports it, in browsers that have it. That may
  // happen while React commits, when no state may be set.
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

/** A browser may deny access to storage, and that of a server, which has no `window`, is not the user's. */
function remembered(name: string): string | null {
  try {
    return window.localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** The tab that a dashboard opened last, and the hash of the page after that. */
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
    // Then it is remembered only while the dashboard is mounted.
  }
}

/**
 * The open tab: the one in the URL (`#payments`), or else the one that was open last, or else the first. On a server,
 * which has no URL, and during hydration, there is none.
 */
export function useTab<Tab extends string>(
  tabs: readonly Tab[],
  id: string,
): [tab: Tab | undefined, open: (tab: Tab) => void] {
  const place = `stripe-embedded.tab.${id}`;
  // Read it only once, because other windows of the site write to the same place.
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
    // Remember only a tab from the URL: nobody opened one that is shown because another is missing.
    if (location.hash.slice(1) === tab) keep(last, tab);
  }, [last, tab]);
  const open = (next: Tab) => {
    // `#/orders/3` and `#!/orders` belong to a router, which would not find a page for our hash at the next load.
    const isRoute = /^#!?\//.test(location.hash);
    try {
      // Not `location.hash`, which would scroll the page to an element with this id. Not the bare hash either, which
      // with a `<base>` on the page is the URL of another page.
      if (!isRoute) history.replaceState(history.state, '', `${location.href.replace(/#.*/s, '')}#${next}`);
    } catch {
      // Browsers limit how often the URL may change. The tab opens anyway, and the URL stays the same.
    }
    keep(last, next);
    for (const listener of listeners) listener();
  };
  return [tab, open];
}
