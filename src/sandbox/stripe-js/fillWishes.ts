import type { BankSession, LinkedAccountChoice, LinkedAccountWish } from '../host.js';
import { accountsAt, firstAccounts, INSTITUTIONS } from './institutions.js';

/** The accounts of a test, with missing fields from the first account that the modal would show. */
export function fillWishes(
  wishes: readonly LinkedAccountWish[],
  session: BankSession,
  seed: number,
): LinkedAccountChoice[] {
  // A session may allow only accounts that no bank here has.
  const [first = accountsAt(INSTITUTIONS[0]!, { ...session, allowed: {} }, seed)[0]!] = firstAccounts(
    session,
    seed,
  );
  return wishes.map(({ institution_name, display_name, ...wish }) => ({
    ...first,
    ...given({ institution: institution_name, name: display_name }),
    ...given(wish),
  }));
}

const given = (fields: Partial<LinkedAccountChoice>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
