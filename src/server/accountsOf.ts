import type { Caller } from './options.js';

/** The caller's own connected accounts. The first is the default. */
export const accountsOf = ({ account }: Caller): readonly string[] =>
  typeof account === 'string' ? [account] : (account ?? []);
