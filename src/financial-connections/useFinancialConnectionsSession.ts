'use client';

import {
  useFlowSessions,
  type UseFlowSessionsOptions,
  type FlowSessionsResult,
} from '../hooks/useFlowSessions.js';
import type { FinancialConnectionsParams } from './linkTypes.js';

/** Where sessions come from, and what they are for. */
export interface UseFinancialConnectionsSessionOptions extends UseFlowSessionsOptions {
  /** What your page would like from a session. The server decides. */
  params?: FinancialConnectionsParams | undefined;
}

/**
 * Provides Financial Connections sessions for a page that calls Stripe.js itself.
 *
 * @example
 * const { fetchClientSecret } = useFinancialConnectionsSession({ endpoint: '/api/stripe/session' });
 * await stripe.collectFinancialConnectionsAccounts({ clientSecret: await fetchClientSecret() });
 */
export function useFinancialConnectionsSession(
  options: UseFinancialConnectionsSessionOptions,
): FlowSessionsResult {
  return useFlowSessions('financial_connections', options, { params: options.params });
}
