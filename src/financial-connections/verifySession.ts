import { askEndpoint } from '../session/askEndpoint.js';
import type { Clock } from '../session/clock.js';
import type { SessionEndpoint } from '../session/endpoint.js';
import { fault } from '../session/errors.js';
import type { LinkedAccount, LinkedSession } from './result.js';

interface Verification {
  endpoint: SessionEndpoint;
  account?: string;
  clock: Clock;
  signal: AbortSignal;
}

type Json = Record<string, unknown>;

/**
 * Asks the server what was linked, because the browser's answer is only a claim. Resolves with the server's accounts.
 */
export async function verifySession(
  session: LinkedSession,
  { endpoint, account, clock, signal }: Verification,
): Promise<LinkedAccount[]> {
  const { json } = await askEndpoint(
    endpoint,
    { flow: 'financial_connections', reason: 'initial', account, verify: session.id, signal },
    clock,
  );
  const answer = (json ?? {}) as Json;
  const confirmed = (answer['session'] ?? answer['data'] ?? answer) as Json;
  const listed = confirmed['accounts'];
  const accounts = (Array.isArray(listed) ? listed : (listed as Json | undefined)?.['data']) as
    LinkedAccount[] | undefined;
  if (!Array.isArray(accounts)) throw fault('endpoint_invalid_response', { what: 'no_accounts' });

  const known = new Set(accounts.map(({ id }) => id));
  const isSame = (confirmed['id'] ?? session.id) === session.id;
  if (isSame && known.size === session.accounts.length && session.accounts.every(({ id }) => known.has(id)))
    return accounts;
  throw fault('flow_failed', { why: 'other_accounts' });
}
