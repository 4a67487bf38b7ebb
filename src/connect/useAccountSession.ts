'use client';

import {
  useFlowSessions,
  type FlowSessionsOptions,
  type FlowSessionsResult,
} from '../hooks/useFlowSessions.js';

/** Where the sessions come from, and for which account. */
export interface UseAccountSessionOptions extends FlowSessionsOptions {
  /** Narrows what is asked for, by the API's names. */
  components?: readonly string[] | undefined;
}

/** What `useAccountSession` gives. */
export type UseAccountSessionResult = FlowSessionsResult;

/**
 * A session without any of this library's components: for a page that calls Stripe itself. Its
 * `fetchClientSecret` is as Stripe's own `loadConnectAndInitialize` wants it.
 *
 * @example
 * const { fetchClientSecret, status } = useAccountSession({ endpoint: '/api/stripe/session' });
 */
export function useAccountSession(options: UseAccountSessionOptions): UseAccountSessionResult {
  // A tag's name is taken too, as the provider does.
  const components = options.components?.map((name) => name.replaceAll('-', '_'));
  return useFlowSessions('connect', options, { components });
}
