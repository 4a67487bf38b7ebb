import type { SandboxAccount } from '../host.js';
import { createRandom, type Random } from '../random.js';
import type { Word } from './words.js';

/** A row of raw cell values, which the column's kind formats. */
export type Row = { id: string } & Record<string, string | number>;

export type Kind = 'text' | 'money' | 'date' | 'status' | 'wide';

export interface Dataset {
  title: Word;
  columns: ReadonlyArray<readonly [key: string, label: Word, kind: Kind]>;
  statuses: readonly Word[];
  count: number;
  row(random: Random): Record<string, string | number>;
}

const FIRST = ['Amara', 'Jonas', 'Léa', 'Mateo', 'Noor', 'Priya', 'Sofia', 'Tomás', 'Yuki', 'Zofia'];
const LAST = [
  'Adeyemi',
  'Bergström',
  'Costa',
  'Dubois',
  'Haddad',
  'Iyer',
  'Kovács',
  'Moreau',
  'Nakamura',
  'Silva',
];

const person = (random: Random) => `${random.pick(FIRST)} ${random.pick(LAST)}`;
const cardNumber = (random: Random) =>
  `${random.pick(['Visa', 'Mastercard', 'Amex'])} •••• ${random.integer(1000, 9999)}`;
const bank = (random: Random) => `•••• ${random.integer(1000, 9999)}`;

const AMOUNT = ['amount', 'amount', 'money'] as const;
const DATE = ['date', 'date', 'date'] as const;
const STATUS = ['status', 'status', 'status'] as const;

const sum = (random: Random) => random.integer(20_000, 2_400_000);

/** The data that the elements list. Each dataset is a few lines, and one view can draw any of them. */
export const DATASETS = {
  payments: {
    title: 'payments',
    columns: [AMOUNT, STATUS, ['customer', 'customer', 'text'], ['method', 'method', 'wide'], DATE],
    statuses: [...Array<Word>(9).fill('succeeded'), 'pending', 'disputed', 'refunded'],
    count: 8,
    row: (random) => ({
      amount: random.integer(900, 48_000),
      customer: person(random),
      method: cardNumber(random),
    }),
  },
  payouts: {
    title: 'payouts',
    columns: [AMOUNT, STATUS, ['bank', 'bank', 'text'], DATE],
    statuses: [...Array<Word>(7).fill('paid'), 'inTransit', 'failed'],
    count: 6,
    row: (random) => ({ amount: random.integer(40_000, 900_000), bank: bank(random) }),
  },
  disputes: {
    title: 'disputes',
    columns: [AMOUNT, STATUS, ['customer', 'customer', 'text'], DATE],
    statuses: ['needsResponse', 'pending', 'canceled'],
    count: 3,
    row: (random) => ({ amount: random.integer(1_500, 20_000), customer: person(random) }),
  },
  documents: {
    title: 'documents',
    columns: [['name', 'document', 'text'], ['type', 'type', 'wide'], DATE],
    statuses: ['active'],
    count: 4,
    row: (random) => ({
      name: `${random.pick(['1099-K', 'Invoice', 'Statement'])} ${random.integer(2023, 2026)}`,
      type: 'PDF',
    }),
  },
  registrations: {
    title: 'registrations',
    columns: [['name', 'country', 'text'], STATUS, DATE],
    statuses: ['active', 'pending'],
    count: 3,
    row: (random) => ({
      name: random.pick(['California', 'France', 'Ireland', 'New York', 'Quebec', 'Texas']),
    }),
  },
  cards: {
    title: 'cards',
    columns: [['name', 'name', 'text'], ['method', 'card', 'text'], STATUS, AMOUNT],
    statuses: ['active', 'active', 'canceled'],
    count: 4,
    row: (random) => ({
      name: person(random),
      method: cardNumber(random),
      amount: random.integer(5_000, 300_000),
    }),
  },
  transactions: {
    title: 'transactions',
    columns: [['name', 'description', 'text'], AMOUNT, STATUS, DATE],
    statuses: ['succeeded', 'succeeded', 'pending'],
    count: 6,
    row: (random) => ({
      name: random.pick(['Transfer', 'Card spend', 'Top-up', 'Fee']),
      amount: random.integer(500, 90_000),
    }),
  },
  recipients: {
    title: 'recipients',
    columns: [['name', 'name', 'text'], ['bank', 'bank', 'text'], STATUS],
    statuses: ['active', 'pending'],
    count: 4,
    row: (random) => ({ name: person(random), bank: bank(random) }),
  },
  // One row, so that every element shows the same amounts for a business.
  amounts: {
    title: 'balance',
    columns: [],
    statuses: ['available'],
    count: 1,
    row: (random) => ({
      available: sum(random),
      pending: sum(random),
      inTransit: sum(random),
      total: sum(random),
    }),
  },
  orders: {
    title: 'hardware',
    columns: [['name', 'description', 'text'], AMOUNT, STATUS, DATE],
    statuses: ['paid', 'inTransit'],
    count: 3,
    row: (random) => ({
      name: random.pick(['Reader M2', 'Reader S700', 'Dock']),
      amount: random.integer(4_900, 39_900),
    }),
  },
} satisfies Record<string, Dataset>;

export type DatasetName = keyof typeof DATASETS;

const PREFIX: Partial<Record<DatasetName, string>> = {
  payments: 'pi',
  payouts: 'po',
  disputes: 'dp',
  cards: 'ic',
};
const DAY = 24 * 60 * 60 * 1000;

/** The rows of one business. They depend on the seed and the business. Before its onboarding, it has none. */
export function rowsOf(name: DatasetName, account: SandboxAccount, seed: number, now: number): Row[] {
  if (!account.details_submitted) return [];
  const random = createRandom(seed, `${account.id}:${name}`);
  const { count, row, statuses }: Dataset = DATASETS[name];
  return Array.from({ length: count }, (_, at) => ({
    id: `${PREFIX[name] ?? 'row'}_1${random.token(14)}`,
    ...row(random),
    status: random.pick(statuses),
    date: now - at * DAY - random.integer(0, DAY),
  }));
}
