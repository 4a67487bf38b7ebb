const listeners = new Map<() => void, string>();

/**
 * Tells of whoever has signed out to all that was made for them elsewhere on the page. An endpoint goes by its address,
 * and functions count as one: an inline one is another at each render, and a page has one person.
 */
export const signOuts = {
  tell(url: string): void {
    for (const [listener, of] of listeners) if (of === url) listener();
  },
  /** Returns the way to stop listening. */
  on(url: string, listener: () => void): () => void {
    listeners.set(listener, url);
    return () => void listeners.delete(listener);
  },
};
