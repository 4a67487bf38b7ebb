/** A state that others may watch: what `useSyncExternalStore` wants, and the way to change it. */
export function createObservable<State extends object>(initial: State) {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    getSnapshot: (): State => state,
    /** As it began: what a server shows, and a page that takes over from one. */
    getServerSnapshot: (): State => initial,
    publish(change: Partial<State>): void {
      state = { ...state, ...change };
      for (const listener of listeners) listener();
    },
  };
}
