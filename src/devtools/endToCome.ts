import { phaseOf } from './phaseOf.js';
import type { SessionLife } from './timelineTypes.js';

/** When a live session will expire, if that is known. */
export const endToCome = (life: SessionLife, now: number): number | undefined =>
  phaseOf(life, now) === 'live' ? life.expiresAt : undefined;
