import type { SessionReason } from '../session/contract.js';
import { redact } from '../session/redact.js';
import { countdown, duration } from './duration.js';
import { endToCome } from './endToCome.js';
import { phaseOf, type Phase } from './phaseOf.js';
import type { ComponentLife, ComponentState, SessionLife } from './timelineTypes.js';

export const REASONS: Record<SessionReason, string> = {
  initial: 'first session',
  expired: 'the last one expired',
  retry: 'retry',
};

const PHASES: Record<Phase, string> = {
  asking: 'requesting',
  failed: 'failed',
  live: 'live',
  expired: 'expired',
  replaced: 'replaced',
  logged_out: 'signed out',
  released: 'released',
};

export const STATES: Record<ComponentState, string> = { loading: 'loading', ready: 'ready', error: 'failed' };

export const nameOf = ({ id }: SessionLife): string => `Session ${id}`;

/** Redacted, because a page may pass anything as an account. */
export const accountOf = ({ account }: SessionLife): string | undefined => account && redact(account);

/** Leaves out the countdown, because a screen reader announces every change of this text. */
export function phaseText(life: SessionLife, now: number): string {
  const phase = phaseOf(life, now);
  return phase === 'failed' ? `failed, ${life.failures.at(-1)?.error.code}` : PHASES[phase];
}

export function endText(life: SessionLife, now: number): string {
  const end = endToCome(life, now);
  return end === undefined ? phaseText(life, now) : `ends in ${countdown(end - now)}`;
}

/** How long the endpoint took to answer the last attempt. */
export function latencyOf({ attempts }: SessionLife): string | undefined {
  const last = attempts.at(-1);
  return last?.answered && duration(last.answered.at - last.asked.at);
}

/** From the first request until Connect.js has a session: the time that the user waited. */
export const readyAfter = ({ ready, begun }: SessionLife): string | undefined =>
  ready && duration(ready.at - begun.at);

/** From the mount until the component is first drawn. */
export function drawnAfter({ steps }: ComponentLife): string | undefined {
  const [mounted, ...later] = steps;
  const ready = later.find(({ state }) => state === 'ready');
  return mounted && ready && duration(ready.moment.at - mounted.moment.at);
}

export const stateText = ({ gone, steps }: ComponentLife): string =>
  gone ? 'removed' : STATES[steps.at(-1)!.state];
