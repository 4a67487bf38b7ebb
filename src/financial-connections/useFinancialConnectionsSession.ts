'use client';

import {
  useFlowSessions,
  type FlowSessionsOptions,
  type FlowSessionsResult,
} from '../hooks/useFlowSessions.js';
import type { FinancialConnectionsParams } from './linkTypes.js';

/** Where the sessions come from, and what they are for. */
export interface UseFinancialConnectionsSessionOptions extends FlowSessionsOptions {
  /** What this page would like of a session. The server decides. */
  params?: FinancialConnectionsParams | undefined;
}

/**
 * Financial Connections sessions for a page that calls Stripe.js itself.
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
