import { createMovableClock, type Clock, type MovableClock } from './clock.js';
import type { Latency, SandboxAccount, StripeFailure, UnknownAnswers } from './host.js';
import type { LogEntry, LogInput } from './log.js';
import { misuse } from './misuse.js';
import { createRandom, type Random } from './random.js';

/** The settings of the simulated Stripe. */
export interface SandboxOptions {
  /** The same seed gives the same businesses, payments and ids. @default 1 */
  seed?: number | undefined;
  /** The connected accounts. @default three businesses */
  accounts?: Array<Partial<SandboxAccount> & { id: string }> | undefined;
  /** The lifetime of an account session, in seconds. @default 3600 */
  sessionTtl?: number | undefined;
  /** How long things take. @default none */
  latency?: Partial<Latency> | undefined;
  /** The sandbox's clock. `sandbox.advance(ms)` moves it in any case. @default the system clock */
  clock?: Clock | undefined;
  /** Behaviour that Stripe has not published. Test your code with each answer. */
  unknown?: Partial<UnknownAnswers> | undefined;
}

/**
 * How a script can fail: it does not load (`blocked`), it never responds (`hanging`), it loads with useless content
 * (`garbage`), or a global of the page takes its place (`clobbered`).
 */
export type ScriptFault = 'blocked' | 'hanging' | 'garbage' | 'clobbered';
/** An HTTP status, a lost network (`offline`), or a network that never responds (`hanging`). */
export type ApiFault = number | 'offline' | 'hanging';

/** What fails next, and how often. */
export interface FaultRequest {
  /**
   * One of Stripe's scripts, in a page that requests them (`install(window, { scripts: 'on-request' })`,
   * `sandbox/node`).
   */
  script?: ScriptFault | undefined;
  /** An API request or a claim. Fails with an HTTP status, or because the network is lost or never responds. */
  api?: ApiFault | undefined;
  /** An element while it loads: the type of the error, or the whole error. */
  element?: StripeFailure['type'] | StripeFailure | undefined;
  /** Limits `element` to one tag and `script` to one script. */
  only?: string | undefined;
  /** How often. @default 1 */
  times?: number | undefined;
}

/** The state of one simulated Stripe. */
export interface World {
  readonly seed: number;
  readonly clock: MovableClock;
  readonly accounts: SandboxAccount[];
  readonly sessionTtl: number;
  readonly latency: Latency;
  readonly unknown: UnknownAnswers;
  readonly log: LogEntry[];
  readonly faults: FaultRequest[];
  readonly ids: Random;
  record(entry: LogInput): void;
  takeFault<Kind extends 'script' | 'api' | 'element'>(kind: Kind, name?: string): FaultRequest[Kind];
  onExpire(listener: () => void): () => void;
  expireAll(): void;
}

const BUSINESSES: SandboxAccount[] = [
  account('acct_1SandboxRocketRides', 'Rocket Rides', 'rides@example.com', 'US', 'usd', true),
  account('acct_1SandboxMaisonLune', 'Maison Lune', 'bonjour@example.com', 'FR', 'eur', true),
  account('acct_1SandboxNewStudio', 'Fern & Clay Studio', 'hello@example.com', 'GB', 'gbp', false),
];

function account(
  id: string,
  name: string,
  email: string,
  country: string,
  currency: string,
  details_submitted: boolean,
): SandboxAccount {
  return { id, name, email, country, currency, details_submitted };
}

const atLeastZero = (value: unknown, field: string) => {
  if (typeof value !== 'number' || !(value >= 0))
    throw misuse(field, `is ${String(value)}. Pass a number of 0 or more.`);
};

const CLOCK = {
  now: 'now()',
  setTimeout: 'setTimeout(task, ms)',
  clearTimeout: 'clearTimeout(timer)',
};

/** The first answer of each is the default. */
const ANSWERS: { [Name in keyof UnknownAnswers]: readonly UnknownAnswers[Name][] } = {
  failedRefresh: ['load_error', 'silent'],
  expiry: ['eager', 'lazy'],
  cancelledBankSession: ['reusable', 'used'],
};

const OPTIONS: Record<keyof SandboxOptions, true> = {
  seed: true,
  accounts: true,
  sessionTtl: true,
  latency: true,
  clock: true,
  unknown: true,
};

/** Throws for a misspelt name: with the default in its place, a test would prove nothing. */
function checkNames(given: object, known: object, path = '') {
  for (const name of Object.keys(given))
    if (!Object.hasOwn(known, name))
      throw misuse(path + name, `does not exist. The options are ${Object.keys(known).join(', ')}.`);
}

/** Throws for an unknown answer too. */
function answersOf(asked: object = {}): UnknownAnswers {
  const answers = Object.fromEntries(Object.entries(ANSWERS).map(([name, [usual]]) => [name, usual]));
  checkNames(asked, ANSWERS, 'unknown.');
  for (const [name, answer] of Object.entries(asked)) {
    const known: readonly string[] = ANSWERS[name as keyof UnknownAnswers];
    if (answer === undefined) continue;
    if (!known.includes(answer)) throw misuse(`unknown.${name}`, `must be one of ${known.join(', ')}.`);
    answers[name] = answer;
  }
  return answers as unknown as UnknownAnswers;
}

/** Leaves out fields that are undefined. */
const withoutGaps = <Given extends object>(given: Given) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Given;

/** Checks the clock at once, because an error at the first timer would not point to the test's own code. */
function checkClock(clock: Clock) {
  for (const [name, call] of Object.entries(CLOCK)) {
    if (typeof clock?.[name as keyof Clock] !== 'function')
      throw misuse('clock', `must have ${Object.values(CLOCK).join(', ')}, but ${call} is missing.`);
  }
}

export function createWorld(options: SandboxOptions): World {
  const { seed = 1, sessionTtl = 3600, clock: base, accounts = BUSINESSES } = options;
  const usual: Latency = { script: 0, api: 0, element: 0 };
  const latency = { ...usual, ...options.latency };
  checkNames(options, OPTIONS);
  checkNames(latency, usual, 'latency.');
  if (!Number.isInteger(seed)) throw misuse('seed', 'is not a whole number.');
  atLeastZero(sessionTtl, 'sessionTtl');
  for (const [name, value] of Object.entries(latency)) atLeastZero(value, `latency.${name}`);
  if (!Array.isArray(accounts) || !accounts.length)
    throw misuse('accounts', 'must be a list of at least one account.');
  for (const { id, currency = 'usd' } of accounts) {
    if (!/^acct_\w+$/.test(id)) throw misuse('accounts[].id', `is ${String(id)}, but must begin with acct_.`);
    if (!/^[a-z]{3}$/i.test(currency))
      throw misuse('accounts[].currency', `is ${currency}. Pass three letters, such as usd.`);
  }
  if (base !== undefined) checkClock(base);
  // A movable clock is not wrapped: the caller may have passed the same clock to other code.
  const clock = isMovable(base) ? base : createMovableClock(base);
  const log: LogEntry[] = [];
  const faults: FaultRequest[] = [];
  const expiryListeners = new Set<() => void>();

  return {
    seed,
    clock,
    sessionTtl,
    latency,
    log,
    faults,
    accounts: accounts.map((given, at) => ({
      ...BUSINESSES[at % BUSINESSES.length]!,
      ...withoutGaps(given),
    })),
    unknown: answersOf(options.unknown),
    ids: createRandom(seed, 'ids'),
    record: (entry) => void log.push({ ...entry, at: clock.now() }),
    takeFault(kind, name) {
      const at = faults.findIndex(
        (fault) => fault[kind] !== undefined && (!fault.only || fault.only === name),
      );
      const fault = faults[at];
      if (!fault) return undefined;
      fault.times = (fault.times ?? 1) - 1;
      if (fault.times <= 0) faults.splice(at, 1);
      return fault[kind];
    },
    onExpire(listener) {
      expiryListeners.add(listener);
      return () => expiryListeners.delete(listener);
    },
    expireAll: () => expiryListeners.forEach((listener) => listener()),
  };
}

/** Waits on the sandbox's clock, or resolves immediately if `ms` is 0. */
export const pause = (clock: Clock, ms: number): Promise<void> =>
  ms > 0 ? new Promise((resolve) => clock.setTimeout(resolve, ms)) : Promise.resolve();

const isMovable = (clock?: Clock): clock is MovableClock =>
  typeof (clock as MovableClock | undefined)?.advance === 'function';
