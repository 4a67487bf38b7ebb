/** What happened in the sandbox, in order. No entry ever holds a secret. */
export type LogEntry =
  /** An API session was created. */
  | { type: 'mint'; at: number; flow: 'connect' | 'financial_connections'; session: string; account?: string }
  /** A script claimed a session with its secret. */
  | { type: 'claim'; at: number; result: 'ok' | 'error'; session?: string; account?: string; code?: string }
  /** Connect.js asked the page for a new secret because the old one expired. */
  | { type: 'refresh'; at: number; instance: number }
  | { type: 'create'; at: number; tag: string }
  | { type: 'setter'; at: number; tag: string; name: string }
  | { type: 'event'; at: number; tag: string; name: string }
  | { type: 'update'; at: number; instance: number; keys: string[] }
  | { type: 'logout'; at: number; instance: number }
  | { type: 'collect'; at: number; method: CollectMethod; outcome: CollectOutcome };

/** Stripe.js's four ways to link a bank account. */
export type CollectMethod =
  | 'collectFinancialConnectionsAccounts'
  | 'collectBankAccountToken'
  | 'collectBankAccountForPayment'
  | 'collectBankAccountForSetup';

/** The outcome of a flow. To see whether a flow is open, read `sandbox.financialConnections.isOpen`. */
export type CollectOutcome = 'linked' | 'cancelled' | 'failed';

type WithoutTime<Entry> = Entry extends LogEntry ? Omit<Entry, 'at'> : never;
/** A log entry without its time, which the log adds. */
export type LogInput = WithoutTime<LogEntry>;
