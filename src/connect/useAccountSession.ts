'use client';

import {
  useFlowSessions,
  type UseFlowSessionsOptions,
  type FlowSessionsResult,
} from '../hooks/useFlowSessions.js';
import { diagnoseComponents } from './diagnoseComponents.js';

/** Where sessions come from, and for which account. */
export interface UseAccountSessionOptions extends UseFlowSessionsOptions {
  /** Requests only these components, by their API names. */
  components?: readonly string[] | undefined;
}

/** The return value of `useAccountSession`. */
export type UseAccountSessionResult = FlowSessionsResult;

/**
 * Provides account sessions without any of this library's components, for a page that calls Stripe itself. You can pass
 * its `fetchClientSecret` to Stripe's `loadConnectAndInitialize`.
 *
 * @example
 * const { fetchClientSecret, status } = useAccountSession({ endpoint: '/api/stripe/session' });
 */
export function useAccountSession(options: UseAccountSessionOptions): UseAccountSessionResult {
  if (process.env.NODE_ENV !== 'production') diagnoseComponents(options.components);
  // Tag names are accepted too, as in the provider.
  const components = options.components?.map((name) => name.replaceAll('-', '_'));
  return useFlowSessions('connect', options, { components });
}
