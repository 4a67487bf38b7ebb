'use client';

import { useMemo, useSyncExternalStore } from 'react';
import { useConnectContext } from './ConnectContext.js';
import type { ConnectSnapshot } from './connectTypes.js';

/** What `useConnect` gives. */
export interface UseConnectResult extends Pick<ConnectSnapshot, 'status' | 'error' | 'session' | 'instance'> {
  /** The account that the session is for: as the server says, or else as the provider does. */
  account: string | undefined;
  /** Tries again what failed. */
  retry: () => void;
  /** Asks for a new session and makes everything anew, where nothing failed. */
  refresh: () => void;
  /** Ends the session: for a person who signs out. */
  logout: () => Promise<void>;
}

/**
 * What the nearest provider's session is doing.
 *
 * @example
 * const { status, error, retry } = useConnect();
 */
export function useConnect(): UseConnectResult {
  const { store, account } = useConnectContext('useConnect');
  const { status, error, session, instance } = useSyncExternalStore(
    store.subscribe,
    store.getSnapshot,
    store.getServerSnapshot,
  );
  return useMemo(
    () => ({
      status,
      error,
      session,
      instance,
      account: session?.account ?? account,
      retry: store.retry,
      refresh: store.refresh,
      logout: store.logout,
    }),
    [status, error, session, instance, account, store],
  );
}

/**
 * Ends the session of the nearest provider, and the person's others at its endpoint. Call it when a person signs out, never on unmount.
 *
 * @example
 * const logout = useLogout();
 * <button onClick={() => logout().then(signOut)}>Sign out</button>
 */
export function useLogout(): () => Promise<void> {
  return useConnectContext('useLogout').store.logout;
}
