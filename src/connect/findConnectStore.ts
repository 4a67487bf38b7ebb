import type { SessionEndpoint } from '../session/endpoint.js';
import { endpointUrl } from '../session/endpointUrl.js';
import { createConnectStore } from './connectStore.js';
import type { ConnectSettings, OwnConnectStore } from './connectTypes.js';

type Stores = Map<string, OwnConnectStore>;

/** Functions are weak keys, so the sessions of an inline one are collected with it. */
let byFunction = new WeakMap<object, Stores>();
const byUrl: Stores = new Map();
/** Counts the calls of `forgetSessions`. */
let era = 0;

/**
 * Drops every session that is kept for a user who may come back. Call it between the tests of a file. Components on the
 * page keep their session.
 *
 * @example
 * afterEach(() => forgetSessions());
 */
export function forgetSessions(): void {
  byUrl.clear();
  byFunction = new WeakMap();
  era++;
}

/** What a session belongs to. As long as it stays the same, so do the session and everything mounted on it. */
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

/** The store with this key, or a new one. On a server, nothing is kept from one request to the next. */
export function findConnectStore(
  key: string,
  scope: SessionEndpoint,
  settings: ConnectSettings,
): OwnConnectStore {
  let stores = byUrl;
  if (typeof window === 'undefined') stores = new Map();
  else if (typeof settings.endpoint === 'function') {
    // If the endpoint was a URL at first and is a function now, the function identifies itself.
    const own = typeof scope === 'function' ? scope : settings.endpoint;
    stores = byFunction.get(own) ?? new Map<string, OwnConnectStore>();
    byFunction.set(own, stores);
  }
  // One key may have several places, one per look. Try them all: an earlier place may be free by now.
  for (const [place, store] of stores) {
    if (!place.startsWith(`${key}#`)) continue;
    if (store.isOver()) stores.delete(place);
    else if (store.wears(settings.look)) return store;
  }
  let place = '';
  let mine = era;
  // While a store was logged out, another may have taken its place. It then takes the next free one.
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
