import type { AppearanceOptions, IStripeConnectInitParams, StripeConnectInstance } from '@stripe/connect-js';
import type { QueryClient } from '@tanstack/react-query';
import type { Clock } from '../session/clock.js';
import type { SessionInfo, SessionReason } from '../session/contract.js';
import type { Observable } from '../session/createObservable.js';
import type { SessionEndpoint } from '../session/endpoint.js';
import type { EmbeddedError } from '../session/errors.js';

/** What a session is doing. Before the first component mounts it is idle. */
export type ConnectStatus = 'idle' | 'loading' | 'ready' | 'error' | 'logged_out';

export interface ConnectSnapshot {
  /** What the session is doing. */
  status: ConnectStatus;
  /** What failed last, until something has worked. */
  error: EmbeddedError | undefined;
  /** The error, where no component can go on with it. A refresh that is still being tried blocks nobody. */
  blocking: EmbeddedError | undefined;
  /** The error that was told for the trouble that goes on now: others that are met before its end are not told again. */
  trouble: EmbeddedError | undefined;
  /** What may be known of the session: never its secret. */
  session: SessionInfo | undefined;
  /** Stripe's own instance, once its script runs. */
  instance: StripeConnectInstance | undefined;
  /** Counts the instances: what was created on an earlier one is of no use on this. */
  generation: number;
  /** Counts the people: what is known of one says nothing of the next. */
  person: number;
}

/** A step in a session's life, for `onSessionEvent`. It never holds a secret. */
export type SessionEvent = { at: number; account?: string } & SessionStep;

export type SessionStep =
  | { type: 'requested'; reason: SessionReason }
  | { type: 'minted'; expiresAt?: number }
  | { type: 'failed'; error: EmbeddedError }
  | { type: 'ready' | 'logged_out' | 'released' };

/** What the installed connect-js can change: the older ones have no `displayOptions`. */
type Updatable = Parameters<StripeConnectInstance['update']>[0];

/** What can change in place, without a new instance. */
export interface Look {
  appearance?: AppearanceOptions;
  locale?: string;
  displayOptions?: Updatable extends { displayOptions?: infer Options } ? Options : never;
}

/** What a provider wants its components to wear. */
export interface WantedLook extends Look {
  /** As the page wrote it: two providers share an instance only where they wrote the same. */
  written: string;
}

/** What a provider passes on. Read when it is needed, so that its newest form counts. */
export interface ConnectSettings {
  look: WantedLook;
  endpoint: SessionEndpoint;
  publishableKey?: string;
  account?: string;
  components?: string[];
  fonts?: IStripeConnectInitParams['fonts'];
  loadTimeout: number;
  nonce?: string;
  /** In an app's webview, where the page has another way for the person: nothing is begun. */
  isLedOut: boolean;
  clock: Clock;
  queryClient?: QueryClient;
}

/** One Connect instance's life, outside React: started, shared, renewed, and let go when nobody comes back. */
export interface ConnectStore extends Observable<ConnectSnapshot> {
  /** Tells one account's elements from another's. */
  readonly id: number;
  readonly clock: Clock;
  /** Whether it can make another instance, where a session is refused. */
  readonly renews: boolean;
  /** Whether Stripe has drawn anything on this instance: a Retry that makes another would take it away. */
  drawn: boolean;
  onEvent(listener: (event: SessionEvent) => void): () => void;
  /** Lets the script travel: somebody will be here in a moment. */
  hasten(): void;
  /** Somebody is here and needs it: begins, unless it has. Returns the way to leave. */
  retain(): () => void;
  /** Something of it is on the page, be it hidden, until the commit that takes it away. Returns the way to leave. */
  stay(): () => void;
  /** An element's session failed. Makes a new instance, once in a while: says whether one is coming. */
  renew(generation: number): boolean;
  retry(): void;
  refresh(): void;
  /** Its person signs out. */
  logout(): Promise<void>;
}

/** One whose sessions are ours: its provider finds it, and brings it what the page wants. */
export interface OwnConnectStore extends ConnectStore {
  /** Whether nobody is here, and the Connect.js that it was made with has left the page: nothing would be drawn on it. */
  isOver(): boolean;
  /** Whether somebody is here. */
  isUsed(): boolean;
  /** Whether it looks like this now; or did when it began, where nobody is here: then it takes that look again. */
  wears(look: WantedLook): boolean;
  /**
   * Brings a changed look to what is on the page: of two providers, that of the one which changed its own last.
   * Returns the way to leave it to the other.
   */
  wear(look: WantedLook): () => void;
  /** The newest settings, but for the look. */
  configure(settings: ConnectSettings): void;
  /** Its account has gone away: most likely the person signed out. The others are told, where it is news. */
  loseAccount(isNews: boolean): void;
}

/** Where a store is found by its key. */
export interface StoreFinder {
  /** It is worth finding. */
  remember: (store: OwnConnectStore) => void;
  /** It is not any more. */
  forget: (store: OwnConnectStore) => void;
  /** `forgetSessions` has let go of it, with all that was kept then. */
  isForgotten: () => boolean;
}

/** connect-js's instance has this, untyped, and one that a page made may not: the only promise that tells whether the script came and started. */
export type Debuggable = StripeConnectInstance & { debugInstance?: () => Promise<unknown> };

/** What a store shows before it begins, and on a server. */
export const IDLE: ConnectSnapshot = {
  status: 'idle',
  error: undefined,
  blocking: undefined,
  trouble: undefined,
  session: undefined,
  instance: undefined,
  generation: 0,
  person: 0,
};
