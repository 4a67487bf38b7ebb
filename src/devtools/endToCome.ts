import { phaseOf } from './phaseOf.js';
import type { SessionLife } from './timelineTypes.js';

/** When a session that lives will expire, where that is known. */
export const endToCome = (life: SessionLife, now: number): number | undefined =>
  phaseOf(life, now) === 'live' ? life.expiresAt : undefined;
