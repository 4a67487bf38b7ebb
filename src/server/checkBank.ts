import { nearest } from '../session/nearest.js';
import type { BankPolicy } from './options.js';

const KNOWN = {
  permissions: ['balances', 'ownership', 'payment_method', 'transactions'],
  prefetch: ['balances', 'ownership', 'transactions'],
} as const;

/** A policy's names. One that Stripe does not know throws, with the nearest that it does. */
export function checkBank(policy: BankPolicy): void {
  for (const field of ['permissions', 'prefetch'] as const) {
    const known: readonly string[] = KNOWN[field];
    const wrong = (policy[field] ?? []).find((name) => !known.includes(name));
    if (wrong === undefined) continue;
    throw new Error(
      `[stripe-embedded] \`${wrong}\` is not one of \`financialConnections.${field}\`. Did you mean \`${nearest(wrong, known)}\`?`,
    );
  }
}
