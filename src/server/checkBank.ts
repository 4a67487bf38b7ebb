import { nearest } from '../session/nearest.js';
import { BANK_NAMES } from './bankTable.js';
import type { BankPolicy } from './options.js';

/**
 * Returns the policy unchanged. Throws for a name that Stripe does not know and suggests the nearest known name, because
 * a misspelt filter would filter nothing.
 */
export function checkBank<Policy extends BankPolicy | null | undefined>(policy: Policy): Policy {
  if (!policy) return policy;
  const { permissions, prefetch, filters } = policy;
  if (!Array.isArray(permissions)) {
    throw new Error(
      "[stripe-embedded] `financialConnections.permissions` is not a list. Write one, as in `['payment_method', 'balances']`.",
    );
  }
  check('', Object.keys(policy), BANK_NAMES.policy);
  check('.permissions', permissions, BANK_NAMES.permissions);
  check('.prefetch', prefetch ?? [], BANK_NAMES.prefetch);
  check('.filters', Object.keys(filters ?? {}), BANK_NAMES.filters);
  const { account_subcategories: kinds, require_payment_method_support: support } = filters ?? {};
  check('.filters.account_subcategories', kinds ?? [], BANK_NAMES.account_subcategories);
  const supports = support ? [support] : [];
  check('.filters.require_payment_method_support', supports, BANK_NAMES.require_payment_method_support);
  return policy;
}

function check(path: string, names: readonly string[], known: readonly string[]): void {
  const wrong = names.find((name) => !known.includes(name));
  if (wrong === undefined) return;
  throw new Error(
    `[stripe-embedded] \`${wrong}\` is not one of \`financialConnections${path}\`. Did you mean \`${nearest(wrong, known)}\`?`,
  );
}
