/** A state that others may watch: what `useSyncExternalStore` wants. */
export interface Observable<State> {
  subscribe(listener: () => void): () => void;
  getSnapshot(): State;
  /** As it began: what a server shows, and a page that takes over from one. */
  getServerSnapshot(): State;
}

/** A state that others may watch, and the way to change it. */
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
