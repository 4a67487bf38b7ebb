import type { SessionReason } from '../session/contract.js';
import type { EmbeddedError } from '../session/errors.js';

/** What happened at the same time still happened in an order: the picture keeps it. */
export interface Moment {
  at: number;
  order: number;
}

/** One request for a session. It stays open until it is answered, by a session or by a failure. */
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

/** One session, from the wish for it to its end. Never its secret. */
export interface SessionLife {
  id: number;
  account: string | undefined;
  begun: Moment;
  /** It was there before anybody watched: how it came is not known. */
  found: boolean;
  /** The newest of them. */
  attempts: Attempt[];
  attemptCount: number;
  failures: Failure[];
  /** Handed to Connect.js, which claims it. */
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
