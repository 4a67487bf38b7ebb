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

export interface UseFlowSessionsOptions {
  /** Where sessions come from: a URL, a URL with options, or a function. */
  endpoint: SessionEndpoint;
  /** The account that the session belongs to. It is a hint: the server decides. A change starts over. */
  account?: string | undefined;
  /** Shows each mint as a mutation and the session's metadata as a query. Defaults to the nearest `QueryClient`. */
  queryClient?: QueryClient | undefined;
  /** Controls time in tests. @default the system clock */
  clock?: Clock | undefined;
}

/** The state of a session, and access to its secrets. */
export interface FlowSessionsResult extends SessionSnapshot {
  /** Resolves with a new, unexpired, unused secret on each call. */
  fetchClientSecret: () => Promise<string>;
  /** Mints a session at once and keeps its secret for the next `fetchClientSecret`. */
  refresh: () => Promise<void>;
}

/** The sessions of a flow, for a page that calls Stripe itself. `wishes` are sent with each request. */
export function useFlowSessions(
  flow: SessionFlow,
  options: UseFlowSessionsOptions,
  wishes: { components?: string[]; params?: object },
): FlowSessionsResult {
  const { endpoint, account, clock = systemClock } = options;
  const queryClient = useQueryClientOr(options.queryClient);
  const key = JSON.stringify([endpointUrl(endpoint), account, wishes]);
  const [{ fetchClientSecret, refresh }, snapshot] = useKeyedStore(
    (settings) => {
      const sessions = createFlowSessions({ flow, clock, settings });
      // `error` reports a failure.
      return { ...sessions, refresh: () => sessions.refresh().catch(() => {}) };
    },
    key,
    { endpoint, account, queryClient, ...wishes },
    clock,
  );
  return useMemo(() => ({ ...snapshot, fetchClientSecret, refresh }), [snapshot, fetchClientSecret, refresh]);
}
