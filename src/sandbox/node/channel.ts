import type { StripeHost } from '../host.js';

/** What a served script knows about its sandbox before it runs. */
export interface PageConfig {
  url: string;
  seed: number;
  latency: StripeHost['latency'];
  unknown: StripeHost['unknown'];
  /** The sandbox's time when the script was served. */
  now: number;
}

/** The placeholder in a script that the server replaces with a `PageConfig`. */
export const PLACEHOLDER = '__STRIPE_SANDBOX_CONFIG__';

/** What a page may call over HTTP: the methods of a `StripeHost` that need its world. */
export const METHODS = [
  'claim',
  'openBankSession',
  'closeBankSession',
  'intent',
  'takeElementFault',
  'submitDetails',
  'record',
] as const;
export type Method = (typeof METHODS)[number];

export const CALL_PATH = '/sandbox/call';
export const EVENTS_PATH = '/sandbox/events';

/** What the sandbox sends to its pages. */
export type PageEvent = { type: 'expire' } | { type: 'advance'; ms: number };
