'use client';

import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useConnectContext } from './ConnectContext.js';
import type { ConnectSnapshot } from './connectTypes.js';
import { createHealing } from './createHealing.js';
import { overhear } from './overhear.js';

/** The return value of `useConnect`. */
export interface UseConnectResult extends Pick<ConnectSnapshot, 'status' | 'error' | 'session' | 'instance'> {
  /** The account that the session is for: the server's, or the provider's if the server does not name one. */
  account: string | undefined;
  /** Retries what failed. */
  retry: () => void;
  /** Requests a new session and recreates everything, even if nothing failed. */
  refresh: () => void;
  /** Ends the session. Call it when the user signs out. */
  logout: () => Promise<void>;
}

/**
 * Returns the state of the nearest provider's session.
 *
 * @example
 * const { status, error, retry } = useConnect();
 */
export function useConnect(): UseConnectResult {
  const { store, account } = useConnectContext('useConnect');
  const {
    status: now,
    error,
    session,
    instance,
  } = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getServerSnapshot);
  // A page may render its own content for `loading`, `error` and `logged_out` in place of the components. If the status
  // went back to `idle` once those unmount, they would mount again and ask the endpoint again, in an endless loop. So a
  // released store keeps its error, or that it was logged out, until something starts.
  const kept = now === 'idle' ? error : undefined;
  const status = kept ? 'error' : now;
  // What is under way goes on without the components: a session that loads, and the retries of one that has worked.
  const isAwaited = now === 'loading' || (now === 'error' && Boolean(instance && session));
  useEffect(() => (isAwaited ? store.retain(0) : undefined), [store, isAwaited]);
  useEffect(() => {
    if (!kept) return undefined;
    const retry = () => {
      // A component may have started the session since.
      if (store.getSnapshot().error === kept) store.retry();
    };
    // Without users, the store does not listen for the network.
    const ignoreNetwork = createHealing(() => kept, retry);
    // Whatever failed may be over: a session works elsewhere on the page.
    const ignoreOthers = overhear(({ type }) => type === 'ready' && retry());
    return () => {
      ignoreNetwork();
      ignoreOthers();
    };
  }, [store, kept]);
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
 * Returns a function that ends the session of the nearest provider, and the user's other sessions at its endpoint.
 * Call it when the user signs out, never on unmount.
 *
 * @example
 * const logout = useLogout();
 * <button onClick={() => logout().then(signOut)}>Sign out</button>
 */
export function useLogout(): () => Promise<void> {
  return useConnectContext('useLogout').store.logout;
}
