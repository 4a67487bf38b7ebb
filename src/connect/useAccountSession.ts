'use client';

import { QueryClientContext, type QueryClient } from '@tanstack/react-query';
import { useContext, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { systemClock, type Clock } from '../session/clock.js';
import type { SessionEndpoint } from '../session/endpoint.js';
import { endpointUrl } from '../session/endpointUrl.js';
import { createFlowSessions } from '../session/flowSessions.js';
import { privateQueryClient } from '../session/privateQueryClient.js';
import { IDLE_SESSION, type SessionSnapshot } from '../session/sessionStore.js';

export interface UseAccountSessionOptions {
  endpoint: SessionEndpoint;
  /** A hint, and what the session belongs to: a change starts anew. */
  account?: string;
  /** Narrows what is asked for, by the API's names. */
  components?: string[];
  queryClient?: QueryClient;
  /** Time, for tests. */
  clock?: Clock;
}

export interface UseAccountSessionResult extends SessionSnapshot {
  /** Gives a new, unexpired, never used secret with each call: as Stripe's own `loadConnectAndInitialize` wants it. */
  fetchClientSecret: () => Promise<string>;
  /** Mints a session at once, and keeps its secret for the next `fetchClientSecret`. */
  refresh: () => Promise<void>;
}

/**
 * A session without any of this library's components: for a page that calls Stripe itself.
 *
 * @example
 * const { fetchClientSecret, status } = useAccountSession({ endpoint: '/api/stripe/session' });
 */
export function useAccountSession(options: UseAccountSessionOptions): UseAccountSessionResult {
  const { endpoint, account, components, clock = systemClock } = options;
  const contextClient = useContext(QueryClientContext);
  const queryClient = options.queryClient ?? contextClient ?? privateQueryClient();
  const key = JSON.stringify([endpointUrl(endpoint), account, components]);
  const current = { key, endpoint, account, components, queryClient };
  const latest = useRef(current);
  const sessions = useMemo(
    () =>
      createFlowSessions({
        flow: 'connect',
        clock,
        // A child's effect may ask before ours has brought this key's settings.
        settings: () => (latest.current.key === key ? latest.current : current),
      }),
    // A session belongs to its key: another key, another store.
    // oxlint-disable-next-line react/exhaustive-deps
    [key, clock],
  );
  useEffect(() => {
    latest.current = current;
  });
  useEffect(() => sessions.retain(), [sessions]);
  const snapshot = useSyncExternalStore(sessions.subscribe, sessions.getSnapshot, () => IDLE_SESSION);
  return useMemo(
    () => ({
      ...snapshot,
      fetchClientSecret: sessions.fetchClientSecret,
      // Its failure is told by `error`.
      refresh: () => sessions.refresh().catch(() => {}),
    }),
    [snapshot, sessions],
  );
}
