import { systemClock } from '../session/clock.js';
import { createObservable } from '../session/createObservable.js';
import { fault } from '../session/errors.js';
import { scriptBlocked } from './connectScript.js';
import { IDLE, type ConnectSnapshot, type ConnectStore, type Debuggable } from './connectTypes.js';
import { createSessionEvents } from './createSessionEvents.js';
import { endInstance } from './endInstance.js';

let count = 0;

const stores = new WeakMap<Debuggable, ConnectStore>();

/** One for all providers around an instance: what is signed out of in one has ended in each. */
export function findGivenStore(instance: Debuggable | undefined): ConnectStore {
  const store = (instance && stores.get(instance)) ?? createGivenStore(instance);
  if (instance) stores.set(instance, store);
  return store;
}

/**
 * An instance that the page made itself, with its own session: there is nothing to start, renew or let go. While the
 * page has none yet, what is below waits for it.
 */
function createGivenStore(instance: Debuggable | undefined): ConnectStore {
  const { publish, ...observable } = createObservable<ConnectSnapshot>({
    ...IDLE,
    status: instance ? 'ready' : 'idle',
    instance,
  });
  const { onEvent, tell } = createSessionEvents();
  let watched = false;
  const nothing = () => {};

  return {
    id: --count,
    clock: systemClock,
    renews: false,
    drawn: true,
    ...observable,
    onEvent,
    hasten: nothing,
    retain() {
      if (!watched) {
        watched = true;
        // A mock of a test's gives no promise.
        Promise.resolve(instance?.debugInstance?.()).catch((cause: unknown) => {
          // Only the page can make another instance: there is nothing to try again here.
          const error = scriptBlocked(cause, false);
          publish({ status: 'error', error, blocking: error, trouble: error });
          tell({ type: 'failed', error, at: systemClock.now() });
        });
      }
      return nothing;
    },
    stay: () => nothing,
    renew: () => false,
    retry: nothing,
    refresh: nothing,
    async logout() {
      if (!instance || observable.getSnapshot().status === 'logged_out') return;
      publish({ status: 'logged_out', person: 1, blocking: fault('logged_out') });
      tell({ type: 'logged_out', at: systemClock.now() });
      await endInstance(instance, systemClock);
    },
  };
}
