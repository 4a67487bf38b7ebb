import { createShared } from './createShared.js';
import { endpointUrl } from './endpointUrl.js';
import { createSessionStore, type SessionStore, type SessionStoreOptions } from './sessionStore.js';
import { signOuts } from './signOuts.js';

export interface FlowSessionsOptions extends SessionStoreOptions {
  /**
   * Called when pending work ends: the last user of the sessions has left for good, or the person signed out
   * elsewhere.
   */
  onEnd?: (hasLeft: boolean) => void;
  /** Whether a person is in the middle of something that only a certain sign-out may end. */
  isBusy?: () => boolean;
}

export interface FlowSessions extends SessionStore {
  /** Resolves with a new, unexpired, unused secret. Concurrent calls of one consumer share one request. */
  fetchClientSecret(): Promise<string>;
  /**
   * Listens for sign-outs elsewhere on the page, even while its component is hidden. Returns the function that stops.
   */
  hear(): () => void;
  /** Registers a user of the sessions. When the last one has left for good, pending work is aborted. */
  retain(): () => void;
}

/** The sessions of a hook: they end with the components that use it, and when the user signs out. */
export function createFlowSessions({ onEnd, isBusy, ...options }: FlowSessionsOptions): FlowSessions {
  const store = createSessionStore(options);
  const taking = createShared<string>();
  let users = 0;
  /**
   * Two consumers may be waiting at once, and a call does not say which one it is from. So each call needs its own
   * secret.
   */
  let isParted = false;

  const reset: SessionStore['reset'] = (reason) => {
    isParted = false;
    taking.forget();
    store.reset(reason);
  };
  const end = (hasLeft: boolean) => {
    reset();
    onEnd?.(hasLeft);
  };
  return {
    ...store,
    reset,
    fetchClientSecret: () => (isParted ? store.take(true) : taking.share(store.take)),
    hear: () =>
      signOuts.on(endpointUrl(options.settings().endpoint), (isSure) => {
        if (isSure || !isBusy?.()) end(false);
      }),
    retain() {
      users++;
      return () => {
        users--;
        // StrictMode unmounts and remounts at once, and the page's own effect asks for a secret both times. From now
        // on, two callers may be waiting for a secret.
        isParted ||= taking.isOpen();
        queueMicrotask(() => {
          if (!users) end(true);
        });
      };
    },
  };
}
