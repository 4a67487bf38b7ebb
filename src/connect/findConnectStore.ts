import type { SessionEndpoint } from '../session/endpoint.js';
import { endpointUrl } from '../session/endpointUrl.js';
import { createConnectStore } from './connectStore.js';
import type { ConnectSettings, OwnConnectStore } from './connectTypes.js';

/** The stores, each with its key. One key may have several stores, one per look. */
type Stores = Map<OwnConnectStore, string>;

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
export function connectKey({
  endpoint,
  publishableKey,
  account,
  components,
  isLedOut,
}: ConnectSettings): string {
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
    stores = byFunction.get(own) ?? new Map<OwnConnectStore, string>();
    byFunction.set(own, stores);
  }
  for (const [store, of] of stores) {
    if (of !== key) continue;
    if (store.isOver()) stores.delete(store);
    else if (store.wears(settings.look)) return store;
  }
  let mine: number;
  const remember = (self: OwnConnectStore) => {
    mine = era;
    stores.set(self, key);
  };
  const store = createConnectStore(settings, {
    remember,
    forget: (self) => void stores.delete(self),
    isForgotten: () => mine !== era,
  });
  remember(store);
  return store;
}
