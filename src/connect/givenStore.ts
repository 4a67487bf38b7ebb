import type { StripeConnectInstance } from '@stripe/connect-js';
import { systemClock } from '../session/clock.js';
import { scriptBlocked } from './connectScript.js';
import { IDLE, type ConnectSnapshot, type ConnectStore } from './connectTypes.js';

let count = 0;

/** An instance that the page made itself, with its own session: there is nothing to start, renew or let go. */
export function createGivenStore(
  instance: StripeConnectInstance & { debugInstance?: () => Promise<unknown> },
): ConnectStore {
  const listeners = new Set<() => void>();
  let snapshot: ConnectSnapshot = { ...IDLE, status: 'ready', instance };
  let watched = false;

  const publish = (change: Partial<ConnectSnapshot>) => {
    snapshot = { ...snapshot, ...change };
    for (const listener of listeners) listener();
  };
  const nothing = () => {};

  return {
    id: --count,
    clock: systemClock,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => snapshot,
    onEvent: () => nothing,
    retain() {
      if (!watched) {
        watched = true;
        instance.debugInstance?.().catch((cause: unknown) => {
          const error = scriptBlocked(cause);
          publish({ status: 'error', error, blocking: error });
        });
      }
      return nothing;
    },
    wears: () => true,
    configure: nothing,
    renew: () => false,
    retry: nothing,
    refresh: nothing,
    logout: () => instance.logout().catch(nothing),
  };
}
