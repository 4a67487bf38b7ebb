import type { BankSession, LinkedAccountChoice } from '../host.js';
import { createRandom } from '../random.js';

export interface Institution {
  name: string;
  country: string;
  /** Whether the bank's sign-in page is unreachable. */
  down?: boolean;
}

/** Invented banks. */
export const INSTITUTIONS: readonly Institution[] = [
  { name: 'StripeBank', country: 'US' },
  { name: 'Harbor Credit Union', country: 'US' },
  { name: 'First Prairie', country: 'US' },
  { name: 'Down Bank (unavailable)', country: 'US', down: true },
  { name: 'Juniper Savings', country: 'US' },
  { name: 'Northlight Brokerage', country: 'US' },
  { name: 'Banque des Quais', country: 'FR' },
  { name: 'Crédit du Verger', country: 'FR' },
  { name: 'Thames & Tyne', country: 'GB' },
];

const KINDS = [
  ['Checking', 'checking', 'cash'],
  ['Savings', 'savings', 'cash'],
  ['Credit Card', 'credit_card', 'credit'],
] as const;

/** The accounts that the person has at a bank. The same seed gives the same accounts. */
export function accountsAt(
  { name }: Institution,
  { allowed }: BankSession,
  seed: number,
): LinkedAccountChoice[] {
  const random = createRandom(seed, `bank:${name}`);
  return KINDS.map(([label, subcategory, category]) => ({
    institution: name,
    name: label,
    last4: String(random.integer(1000, 9999)),
    category,
    subcategory,
    balance: { amount: random.integer(12_000, 940_000), currency: 'usd' },
  })).filter(
    ({ subcategory }) => !allowed.subcategories?.length || allowed.subcategories.includes(subcategory),
  );
}

/** The accounts that the modal shows first: those of the first bank that the session allows. */
export const firstAccounts = (session: BankSession, seed: number): LinkedAccountChoice[] =>
  accountsAt(institutionsFor(session)[0] ?? INSTITUTIONS[0]!, session, seed);

export const institutionsFor = ({ allowed }: BankSession): readonly Institution[] =>
  INSTITUTIONS.filter(({ country }) => !allowed.countries?.length || allowed.countries.includes(country));
