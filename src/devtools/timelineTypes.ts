import type { SessionReason } from '../session/contract.js';
import type { EmbeddedError } from '../session/errors.js';

/** Events with the same time still happened in an order, which the timeline keeps. */
export interface Moment {
  at: number;
  order: number;
}

/** One request for a session. It stays open until a session or a failure answers it. */
interface Attempt {
  reason: SessionReason;
  asked: Moment;
  answered?: Moment;
}

interface Failure {
  error: EmbeddedError;
  moment: Moment;
}

export type Ending = 'expired' | 'replaced' | 'logged_out' | 'released';

/** One session, from its first request to its end. Never its secret. */
export interface SessionLife {
  id: number;
  account: string | undefined;
  begun: Moment;
  /** The session existed before the recorder watched, so its beginning is unknown. */
  found: boolean;
  /** Only the newest attempts. */
  attempts: Attempt[];
  attemptCount: number;
  failures: Failure[];
  /** When the session was handed to Connect.js, which claims it. */
  minted?: Moment;
  ready?: Moment;
  /** Milliseconds since the epoch. */
  expiresAt?: number;
  ended?: { moment: Moment; how: Ending };
}

export type ComponentState = 'loading' | 'ready' | 'error';

export interface ComponentLife {
  id: number;
  tag: string;
  steps: Array<{ state: ComponentState; moment: Moment }>;
  gone?: Moment;
}

export interface Timeline {
  lives: SessionLife[];
  components: ComponentLife[];
}
