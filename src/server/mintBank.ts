import type Stripe from 'stripe';
import { bankHolder } from './bankHolder.js';
import { narrowBank } from './narrowBank.js';
import type { BankPolicy, Caller } from './options.js';
import type { Wish } from './readWish.js';
import { requestIdOf } from './requestIdOf.js';
import { secretOf } from './secretOf.js';

/** Before this API version, the country filter of a session was a list. In the older endpoint, it still is. */
const ONE_COUNTRY = '2026-09-30';

/** Mints a Financial Connections session for the authorised holder. */
export async function mintBank(
  stripe: Stripe,
  policy: BankPolicy,
  caller: Caller,
  wish: Wish,
  isReturnable: (url: URL) => boolean,
  options: Stripe.RequestOptions,
): Promise<{ account?: string; requestId?: string; body: object }> {
  const holder = bankHolder(caller, wish);
  const isOlder = policy.legacy || String(stripe.getApiField?.('version')) < ONE_COUNTRY;
  const params = {
    account_holder: holder,
    ...narrowBank(policy, wish.params, isReturnable, isOlder),
  } as unknown as Stripe.FinancialConnections.SessionCreateParams;
  const session = policy.legacy
    ? ((await stripe.rawRequest(
        'POST',
        '/v1/link_account_sessions',
        params,
        options,
      )) as Stripe.FinancialConnections.Session)
    : await stripe.financialConnections.sessions.create(params, options);
  return {
    account: holder.account,
    requestId: requestIdOf(session),
    body: {
      id: session.id,
      client_secret: secretOf(session),
      livemode: session.livemode,
      permissions: session.permissions,
      account: holder.account,
    },
  };
}
