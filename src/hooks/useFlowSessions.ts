'use client';

import type { QueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { systemClock, type Clock } from '../session/clock.js';
import type { SessionFlow } from '../session/contract.js';
import type { SessionEndpoint } from '../session/endpoint.js';
import { endpointUrl } from '../session/endpointUrl.js';
import { createFlowSessions } from '../session/flowSessions.js';
import type { SessionSnapshot } from '../session/sessionStore.js';
import { useKeyedStore } from './useKeyedStore.js';
import { useQueryClientOr } from './useQueryClientOr.js';

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
  const [{ fetchClientSecret, refresh }, snapshot] = useKeyedStore(
    (settings) => {
      const sessions = createFlowSessions({ flow, clock, settings });
      // Its failure is told by `error`.
      return { ...sessions, refresh: () => sessions.refresh().catch(() => {}) };
    },
    key,
    { endpoint, account, queryClient, ...wishes },
    clock,
  );
  return useMemo(() => ({ ...snapshot, fetchClientSecret, refresh }), [snapshot, fetchClientSecret, refresh]);
}
