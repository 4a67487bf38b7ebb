import type { SessionEndpoint } from '../session/endpoint.js';
import { endpointUrl } from '../session/endpointUrl.js';
import { createConnectStore } from './connectStore.js';
import type { ConnectSettings, OwnConnectStore } from './connectTypes.js';

type Stores = Map<string, OwnConnectStore>;

/** Functions are weak keys, so that an inline one takes its sessions with it. */
let byFunction = new WeakMap<object, Stores>();
const byUrl: Stores = new Map();
/** Counts how often all that was kept has been let go of. */
let era = 0;

/**
 * Lets go of every session that is kept for a person who may come back: between two tests of one file. What is on
 * the page keeps its own.
 *
 * @example
 * afterEach(() => forgetSessions());
 */
export function forgetSessions(): void {
  byUrl.clear();
  byFunction = new WeakMap();
  era++;
}

/** What a session belongs to. While it stays the same, so do the session and all that is mounted on it. */
export function connectKey(settings: ConnectSettings): string {
  const { endpoint, publishableKey, account, components, isLedOut } = settings;
  return JSON.stringify([
    endpointUrl(endpoint),
    publishableKey,
    account,
    components && [...components].sort(),
    isLedOut,
  ]);
}

/** The store that lives under this key, or a new one. On a server nothing is kept from one request to the next. */
export function findConnectStore(
  key: string,
  scope: SessionEndpoint,
  settings: ConnectSettings,
): OwnConnectStore {
  let stores = byUrl;
  if (typeof window === 'undefined') stores = new Map();
  else if (typeof settings.endpoint === 'function') {
    // Where a page had an address first and has a function now, the function stands for itself.
    const own = typeof scope === 'function' ? scope : settings.endpoint;
    stores = byFunction.get(own) ?? new Map<string, OwnConnectStore>();
    byFunction.set(own, stores);
  }
  // One key may have several places, one for each look. All are tried: an earlier one may have been given up.
  for (const [place, store] of stores) {
    if (!place.startsWith(`${key}#`)) continue;
    if (store.isOver()) stores.delete(place);
    else if (store.wears(settings.look)) return store;
  }
  let place = '';
  let mine = era;
  // While a store was logged out its place may have gone to another: then it takes the next one that is free.
  const remember = (self: OwnConnectStore) => {
    mine = era;
    for (let at = 0; stores.get(place) !== self; at++) {
      place = `${key}#${at}`;
      if (!stores.has(place)) stores.set(place, self);
    }
  };
  const store = createConnectStore(settings, {
    remember,
    forget: (self) => void (stores.get(place) === self && stores.delete(place)),
    isForgotten: () => mine !== era,
  });
  remember(store);
  return store;
}
