import { accountsOf } from './accountsOf.js';
import { HttpFault } from './HttpFault.js';
import type { Caller } from './options.js';

/** The connected account to act for. The client may choose only among the caller's own accounts. */
export function accountOf(caller: Caller, wished: string | undefined): string | undefined {
  const own = accountsOf(caller);
  if (wished === undefined) return own[0];
  if (own.includes(wished)) return wished;
  throw new HttpFault('forbidden', 'This account is not one of yours.');
}
