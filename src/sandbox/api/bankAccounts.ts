import { ApiError } from './ApiError.js';
import { noSuch } from './noSuch.js';
import { pageOf, type PageParams } from './pageOf.js';

type Json = Record<string, unknown>;

const HOLDERS = ['account', 'customer', 'customer_account'] as const;

export interface BankAccountListParams extends PageParams {
  session?: string;
  account_holder?: Partial<Record<(typeof HOLDERS)[number], string>>;
}

/** The linked bank accounts. */
interface BankAccounts {
  /** Adds the accounts of one session or intent, ahead of all that were linked before. */
  add(accounts: Json[], session: string): void;
  retrieve(id: string, livemode: boolean): object;
  list(params: BankAccountListParams, livemode: boolean): object;
  /** A session's own list. A script gets all accounts, the API its default page size. */
  listOf(accounts: Json[], limit?: number): ReturnType<typeof pageOf>;
}

const WHAT = 'financial_connections account';
const ADDRESS = '/v1/financial_connections/accounts';

export function createBankAccounts(): BankAccounts {
  const linked: Json[] = [];
  const sessionOf = new Map<unknown, string>();

  return {
    add(accounts, session) {
      linked.unshift(...accounts);
      for (const { id } of accounts) sessionOf.set(id, session);
    },
    retrieve(id, livemode) {
      const account = linked.find((one) => one['id'] === id && one['livemode'] === livemode);
      if (!account) throw noSuch(WHAT, id);
      return account;
    },
    list({ session, account_holder: holder = {}, ...page }, livemode) {
      if (holder.account !== undefined && holder.customer !== undefined) {
        throw new ApiError(
          400,
          'Received both account_holder[account] and account_holder[customer] parameters. Please pass in only one.',
        );
      }
      const isHeld = ({ account_holder: own }: Json) =>
        HOLDERS.every((name) => holder[name] === undefined || holder[name] === (own as Json | null)?.[name]);
      return pageOf(
        {
          items: linked.filter((one) => one['livemode'] === livemode),
          what: WHAT,
          url: ADDRESS,
          matches: (one) => (session === undefined || sessionOf.get(one['id']) === session) && isHeld(one),
        },
        page,
      );
    },
    listOf: (items, limit) => pageOf({ items, what: WHAT, url: ADDRESS }, { limit }),
  };
}
