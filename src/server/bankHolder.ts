import { accountOf } from './accountOf.js';
import { accountsOf } from './accountsOf.js';
import { HttpFault } from './HttpFault.js';
import type { Caller } from './options.js';
import type { Wish } from './readWish.js';

/** The account holder, in the shape of Stripe's API. */
export interface Holder {
  type: 'account' | 'customer';
  account?: string;
  customer?: string;
  customer_account?: string;
}

/** Every holder that this caller may link bank accounts for. */
function holdersOf(caller: Caller, account: string | undefined): Holder[] {
  return [
    ...(caller.customer ? [{ type: 'customer' as const, customer: caller.customer }] : []),
    ...(caller.customerAccount
      ? [{ type: 'customer' as const, customer_account: caller.customerAccount }]
      : []),
    ...(account ? [{ type: 'account' as const, account }] : []),
  ];
}

/** The authorised holder. If the caller has several, the page may choose among them, but it cannot name another. */
export function bankHolder(caller: Caller, wish: Wish): Holder {
  const given = wish.params['accountHolder'];
  const asked = (typeof given === 'object' && given !== null ? given : undefined) as
    Record<string, unknown> | undefined;
  const named = typeof asked?.['account'] === 'string' ? asked['account'] : undefined;
  const holders = holdersOf(caller, accountOf(caller, wish.account ?? named));
  const found = asked
    ? holders.find(
        (holder) =>
          asked['type'] === holder.type &&
          [undefined, null, holder.account].includes(asked['account'] as undefined) &&
          [undefined, null, holder.customer].includes(asked['customer'] as undefined) &&
          [undefined, null, holder.customer_account].includes(asked['customerAccount'] as undefined),
      )
    : holders[0];
  if (found) return found;
  throw new HttpFault(
    'forbidden',
    'There is nobody to link a bank account for: `authorize` did not allow this holder.',
  );
}

/** Whether a session's holder is one of the caller's own, with any of the caller's accounts. */
export function isOwnHolder(caller: Caller, holder: Partial<Holder> | null | undefined): boolean {
  const { account, customer, customer_account: customerAccount } = holder ?? {};
  return Boolean(
    (account && accountsOf(caller).includes(account)) ||
    (customer && customer === caller.customer) ||
    (customerAccount && customerAccount === caller.customerAccount),
  );
}
