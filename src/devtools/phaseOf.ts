import type { Ending, SessionLife } from './timelineTypes.js';

export type Phase = 'asking' | 'failed' | 'live' | Ending;

/** What a session is doing at a time. */
export function phaseOf(
  { ended, minted, found, expiresAt, attempts, failures }: SessionLife,
  now: number,
): Phase {
  if (ended) return ended.how;
  if (minted || found) return expiresAt !== undefined && expiresAt <= now ? 'expired' : 'live';
  return failures.length && (attempts.at(-1)?.answered || !attempts.length) ? 'failed' : 'asking';
}
