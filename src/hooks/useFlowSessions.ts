'use client';

import type { QueryClient } from '@tanstack/react-query';
import { useEffect, useInsertionEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { systemClock, type Clock } from '../session/clock.js';
import type { SessionFlow } from '../session/contract.js';
import type { SessionEndpoint } from '../session/endpoint.js';
import { endpointUrl } from '../session/endpointUrl.js';
import { createFlowSessions } from '../session/flowSessions.js';
import type { SessionSnapshot } from '../session/sessionStore.js';
import { useQueryClientOr } from './useQueryClientOr.js';
import { useThroughEdits } from './useThroughEdits.js';

export interface FlowSessionsOptions {
  /** Where sessions come from: a URL, a URL with options, or a function. */
  endpoint: SessionEndpoint;
  /** A hint, and what the session belongs to: a change starts anew. */
  account?: string | undefined;
  /** Sees each mint as a mutation and the session's metadata as a query. The app's nearest one where left out. */
  queryClient?: QueryClient | undefined;
  /** Time, for tests. @default the system's */
  clock?: Clock | undefined;
}

/** A session in its states, and the way to its secrets. */
export interface FlowSessionsResult extends SessionSnapshot {
  /** Gives a new, unexpired, never used secret with each call. */
  fetchClientSecret: () => Promise<string>;
  /** Mints a session at once, and keeps its secret for the next `fetchClientSecret`. */
  refresh: () => Promise<void>;
}

/** The sessions of a flow for a page that calls Stripe itself. `wishes` are sent along with each request. */
export function useFlowSessions(
  flow: SessionFlow,
  options: FlowSessionsOptions,
  wishes: { components?: string[]; params?: object },
): FlowSessionsResult {
  const { endpoint, account, clock = systemClock } = options;
  const queryClient = useQueryClientOr(options.queryClient);
  const key = JSON.stringify([endpointUrl(endpoint), account, wishes]);
  const current = { key, endpoint, account, queryClient, ...wishes };
  const latest = useRef(current);
  const made = useMemo(
    () =>
      createFlowSessions({
        flow,
        clock,
        // The sessions of an earlier key keep the settings that they began with: the newest ones are for another.
        settings: () => (latest.current.key === key ? latest.current : current),
      }),
    // A session belongs to its key: another key, another store.
    // oxlint-disable-next-line react/exhaustive-deps
    [key, clock],
  );
  // oxlint-disable-next-line react-hooks/rules-of-hooks -- a build is for production, or it is not
  const sessions = process.env.NODE_ENV === 'production' ? made : useThroughEdits(made, key, clock);
  // Before any effect: a child's may ask in this very commit, and means the newest function.
  useInsertionEffect(() => {
    latest.current = current;
  });
  useInsertionEffect(() => sessions.hear(), [sessions]);
  useEffect(() => sessions.retain(), [sessions]);
  const { subscribe, getSnapshot, getServerSnapshot } = sessions;
  const snapshot = useSyncExternalStore(subscribe, getSnapshot, getServerSnapshot);
  // The same ones in every state: an effect that names one must not run at each step.
  const functions = useMemo(
    () => ({
      fetchClientSecret: sessions.fetchClientSecret,
      // Its failure is told by `error`.
      refresh: () => sessions.refresh().catch(() => {}),
    }),
    [sessions],
  );
  return useMemo(() => ({ ...snapshot, ...functions }), [snapshot, functions]);
}
