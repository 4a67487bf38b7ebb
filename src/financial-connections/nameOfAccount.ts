import type { LinkedAccount } from './result.js';

/** What a person knows an account by, in few words. Some have no digits, and a server may not have kept the bank. */
export const nameOfAccount = ({ institution_name, last4, display_name }: LinkedAccount): string =>
  [institution_name, last4 || display_name].filter(Boolean).join(' ');
