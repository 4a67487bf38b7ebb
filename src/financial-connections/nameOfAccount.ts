import type { LinkedAccount } from './result.js';

/**
 * A short name by which users recognise an account. Some accounts have no digits, and a server may not store the
 * bank.
 */
export const nameOfAccount = ({ institution_name, last4, display_name }: LinkedAccount): string =>
  [institution_name, last4 || display_name].filter(Boolean).join(' ');
