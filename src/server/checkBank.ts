import { nearest } from '../session/nearest.js';
import { BANK_NAMES } from './bankTable.js';
import type { BankPolicy } from './options.js';

/**
 * A policy as it stands. A name that Stripe does not know throws, with the nearest that it does: a filter that is
 * misspelt would filter nothing.
 */
export function checkBank<Policy extends BankPolicy | null | undefined>(policy: Policy): Policy {
  if (!policy) return policy;
  const { permissions, prefetch, filters } = policy;
  if (!Array.isArray(permissions)) {
    throw new Error(
      '[stripe-embedded] `financialConnections.permissions` is not a list of what may be learned.',
    );
  }
  check('financialConnections', Object.keys(policy));
  check('permissions', permissions);
  check('prefetch', prefetch ?? []);
  check('filters', Object.keys(filters ?? {}));
  check('account_subcategories', filters?.account_subcategories ?? []);
  return policy;
}

function check(place: keyof typeof BANK_NAMES, names: readonly string[]): void {
  const known = BANK_NAMES[place];
  const wrong = names.find((name) => !known.includes(name));
  if (wrong === undefined) return;
  const path = PATHS[place] ?? `financialConnections.${place}`;
  throw new Error(
    `[stripe-embedded] \`${wrong}\` is not one of \`${path}\`. Did you mean \`${nearest(wrong, [...known])}\`?`,
  );
}

const PATHS: Partial<Record<keyof typeof BANK_NAMES, string>> = {
  financialConnections: 'financialConnections',
  account_subcategories: 'financialConnections.filters.account_subcategories',
};
