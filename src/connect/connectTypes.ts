import type { AppearanceOptions, IStripeConnectInitParams, StripeConnectInstance } from '@stripe/connect-js';
import type { QueryClient } from '@tanstack/react-query';
import type { Clock } from '../session/clock.js';
import type { SessionInfo, SessionReason } from '../session/contract.js';
import type { Observable } from '../session/createObservable.js';
import type { SessionEndpoint } from '../session/endpoint.js';
import type { EmbeddedError } from '../session/errors.js';

/** The status of a session. It is `idle` until the first component mounts. */
export type ConnectStatus = 'idle' | 'loading' | 'ready' | 'error' | 'logged_out';

export interface ConnectSnapshot {
  /** The current status of the session. */
  status: ConnectStatus;
  /** The last error, until something succeeds. */
  error: EmbeddedError | undefined;
  /** The error, if no component can continue with it. A refresh that is still being retried blocks nobody. */
  blocking: EmbeddedError | undefined;
  /** The error that was reported for the ongoing problem. Further errors before its end are not reported again. */
  trouble: EmbeddedError | undefined;
  /** The session's metadata. It never includes the secret. */
  session: SessionInfo | undefined;
  /** Stripe's Connect instance, once its script is running. */
  instance: StripeConnectInstance | undefined;
  /** Counts instances: an element created on an earlier instance is useless on this one. */
  generation: number;
  /** Counts users: what is known about one says nothing about the next. */
  person: number;
}

/** A step in a session's life, for `onSessionEvent`. It never contains a secret. */
export type SessionEvent = { at: number; account?: string } & SessionStep;

export type SessionStep =
  | { type: 'requested'; reason: SessionReason }
  | { type: 'minted'; expiresAt?: number }
  | { type: 'failed'; error: EmbeddedError }
  | { type: 'ready' | 'logged_out' | 'released' };

/** What the installed connect-js can update: older versions have no `displayOptions`. */
type Updatable = Parameters<StripeConnectInstance['update']>[0];

/** What can be updated in place, without a new instance. */
export interface Look {
  appearance?: AppearanceOptions;
  locale?: string;
  displayOptions?: Updatable extends { displayOptions?: infer Options } ? Options : never;
}

/** The look that a provider wants for its components. */
export interface WantedLook extends Look {
  /** The look as the page wrote it: two providers share an instance only if they wrote the same. */
  written: string;
}

/** What a provider passes on. It is read at the time of use, so the newest values apply. */
export interface ConnectSettings {
  look: WantedLook;
  endpoint: SessionEndpoint;
  publishableKey?: string;
  account?: string;
  components?: string[];
  fonts?: IStripeConnectInitParams['fonts'];
  loadTimeout: number;
  nonce?: string;
  /** Whether we are in an app's webview and the page has a `linkOut`: then nothing is started. */
  isLedOut: boolean;
  clock: Clock;
  queryClient?: QueryClient;
}

/**
 * The life of a Connect instance, outside React: started, shared, renewed, and released when nobody uses it any more.
 */
export interface ConnectStore extends Observable<ConnectSnapshot> {
  /** Distinguishes one store's elements from another's. */
  readonly id: number;
  readonly clock: Clock;
  /** Whether it can create another instance when Stripe refuses a session. */
  readonly renews: boolean;
  /** Whether Stripe has drawn anything on this instance: a retry that creates a new one would remove it. */
  drawn: boolean;
  onEvent(listener: (event: SessionEvent) => void): () => void;
  /** Starts loading the script, because a component is rendering. */
  hasten(): void;
  /**
   * Registers a user of the store, and starts it if needed. `components` is 1 for a component, 0 for a hook that only
   * waits for what has started, and omitted by a provider that preloads. Returns the function that unregisters.
   */
  retain(components?: 0 | 1): () => void;
  /**
   * Registers something mounted, even if hidden, until the commit that removes it. Returns the function that
   * unregisters.
   */
  stay(): () => void;
  /**
   * Reports that an element's session failed. Creates a new instance, with a limit on how often. Returns whether one
   * is coming.
   */
  renew(generation: number): boolean;
  retry(): void;
  refresh(): void;
  /** The user signs out. */
  logout(): Promise<void>;
}

/** A store that creates its own sessions. Its provider finds it by key and passes it what the page wants. */
export interface OwnConnectStore extends ConnectStore {
  /** Whether nobody uses it and the Connect.js it was created with has left the page, so it could not draw anything. */
  isOver(): boolean;
  /** Whether anybody uses it. */
  isUsed(): boolean;
  /**
   * Whether it has this look now. If nothing is mounted on it, not even hidden, also whether it started with this look,
   * which it then takes on again.
   */
  wears(look: WantedLook): boolean;
  /**
   * Applies a changed look to what is on the page. If two providers share the store, the one that changed last wins.
   * Returns the function that leaves the look to the other provider.
   */
  wear(look: WantedLook): () => void;
  /** Takes over the newest settings, except for the look. */
  configure(settings: ConnectSettings): void;
  /** The account went away: most likely the user signed out. If `isNews`, the other stores are notified. */
  loseAccount(isNews: boolean): void;
}

/** The place where stores are looked up by key. */
export interface StoreFinder {
  /** Lists the store, so that providers can find it. */
  remember: (store: OwnConnectStore) => void;
  /** Removes the store from the list. */
  forget: (store: OwnConnectStore) => void;
  /** Whether `forgetSessions` was called since the store was listed. */
  isForgotten: () => boolean;
}

/**
 * connect-js's instances have this, untyped; an instance that the page made may not. It is the only promise that shows
 * whether the script loaded and started.
 */
export type Debuggable = StripeConnectInstance & { debugInstance?: () => Promise<unknown> };

/** The state of a store before it starts, and on a server. */
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
