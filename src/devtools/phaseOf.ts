import type { Ending, SessionLife } from './timelineTypes.js';

export type Phase = 'asking' | 'failed' | 'live' | Ending;

/** The phase of a session at a given time. */
export function phaseOf(
  { ended, minted, found, expiresAt, attempts, failures }: SessionLife,
  now: number,
): Phase {
  if (ended) return ended.how;
  if (minted || found) return expiresAt !== undefined && expiresAt <= now ? 'expired' : 'live';
  return failures.length && (attempts.at(-1)?.answered || !attempts.length) ? 'failed' : 'asking';
}
