'use client';

import {
  useFlowSessions,
  type FlowSessionsOptions,
  type FlowSessionsResult,
} from '../hooks/useFlowSessions.js';

export interface UseAccountSessionOptions extends FlowSessionsOptions {
  /** Narrows what is asked for, by the API's names. */
  components?: string[];
}

export type UseAccountSessionResult = FlowSessionsResult;

/**
 * A session without any of this library's components: for a page that calls Stripe itself. Its
 * `fetchClientSecret` is as Stripe's own `loadConnectAndInitialize` wants it.
 *
 * @example
 * const { fetchClientSecret, status } = useAccountSession({ endpoint: '/api/stripe/session' });
 */
export function useAccountSession(options: UseAccountSessionOptions): UseAccountSessionResult {
  return useFlowSessions('connect', options, { components: options.components });
}
