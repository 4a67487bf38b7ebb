import type Stripe from 'stripe';
import { isOwnHolder } from './bankHolder.js';
import { HttpFault } from './HttpFault.js';
import type { Caller } from './options.js';
import { requestIdOf } from './requestIdOf.js';

/** Returns what was linked in a session, according to Stripe, and only to the holder that it belongs to. */
export async function verifyBank(
  stripe: Stripe,
  caller: Caller,
  id: string,
  options: Stripe.RequestOptions,
): Promise<{ account?: string; requestId?: string; body: object }> {
  const session = await stripe.financialConnections.sessions.retrieve(id, {}, options).catch(notFound);
  const holder = session.account_holder as Parameters<typeof isOwnHolder>[1];
  if (!isOwnHolder(caller, holder)) {
    throw new HttpFault('forbidden', 'This session is not one of yours.');
  }
  const accounts = [...session.accounts.data];
  if (session.accounts.has_more) {
    const rest = stripe.financialConnections.accounts.list({ session: session.id, limit: 100 }, options);
    for await (const account of rest) {
      if (!accounts.some((known) => known.id === account.id)) accounts.push(account);
    }
  }
  return {
    account: holder?.account,
    requestId: requestIdOf(session),
    body: { id: session.id, livemode: session.livemode, accounts: accounts.map(shown) },
  };
}

function notFound(cause: { code?: string; requestId?: string }): never {
  if (cause.code !== 'resource_missing') throw cause;
  const { requestId } = cause;
  throw new HttpFault('not_found', 'Stripe does not know this session.', { cause, requestId });
}

/** What a page may know about a linked account. */
const shown = (account: Stripe.FinancialConnections.Account) => ({
  id: account.id,
  institution_name: account.institution_name,
  display_name: account.display_name,
  last4: account.last4,
  category: account.category,
  subcategory: account.subcategory,
  status: account.status,
  permissions: account.permissions,
  balance: account.balance,
});
