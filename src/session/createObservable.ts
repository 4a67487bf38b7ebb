/** An observable state, in the form that `useSyncExternalStore` needs. */
export interface Observable<State> {
  subscribe(listener: () => void): () => void;
  getSnapshot(): State;
  /** The initial state, for server rendering and hydration. */
  getServerSnapshot(): State;
}

/** Creates an observable state, with `publish` to change it. */
export function createObservable<State extends object>(
  initial: State,
): Observable<State> & { publish(change: Partial<State>): void } {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    getSnapshot: () => state,
    getServerSnapshot: () => initial,
    publish(change) {
      state = { ...state, ...change };
      for (const listener of listeners) listener();
    },
  };
}
