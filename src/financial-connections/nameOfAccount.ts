import type { LinkedAccount } from './result.js';

/** What a person knows an account by, in few words. */
export const nameOfAccount = ({ institution_name, last4 }: LinkedAccount): string =>
  last4 ? `${institution_name} ${last4}` : institution_name;
