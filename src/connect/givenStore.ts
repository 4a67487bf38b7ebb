import { systemClock } from '../session/clock.js';
import { createObservable } from '../session/createObservable.js';
import { fault } from '../session/errors.js';
import { scriptBlocked } from './connectScript.js';
import { IDLE, type ConnectSnapshot, type ConnectStore, type Debuggable } from './connectTypes.js';
import { createSessionEvents } from './createSessionEvents.js';
import { endInstance } from './endInstance.js';

let count = 0;

const stores = new WeakMap<Debuggable, ConnectStore>();

/** One store for all providers around an instance: logging out in one ends the session in all. */
export function findGivenStore(instance: Debuggable | undefined): ConnectStore {
  const store = (instance && stores.get(instance)) ?? createGivenStore(instance);
  if (instance) stores.set(instance, store);
  return store;
}

/**
 * A store for an instance that the page created, with its own session: there is nothing to start, renew or release.
 * While the page has no instance yet, the components wait for it.
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
        // A test's mock may not return a promise.
        Promise.resolve(instance?.debugInstance?.()).catch((cause: unknown) => {
          // Only the page can create another instance, so there is nothing to retry here.
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
