type Listener = (isSure: boolean) => void;

const PLACE = Symbol.for('stripe-embedded.signOuts');

/** The page's, not this module's: a micro-frontend has a copy of this library of its own, and the same person. */
const listeners = () => ((globalThis as { [PLACE]?: Map<Listener, string> })[PLACE] ??= new Map());

/**
 * Tells of whoever has signed out to all that was made for them elsewhere on the page. An endpoint goes by its address,
 * and functions count as one: an inline one is another at each render, and a page has one person.
 */
export const signOuts = {
  /** Not surely, where only an account has gone away. Who tells it knows: it may have begun anew already. */
  tell(url: string, isSure: boolean, self: Listener): void {
    for (const [listener, of] of listeners()) if (of === url && listener !== self) listener(isSure);
  },
  /** Returns the way to stop listening. */
  on(url: string, listener: Listener): () => void {
    listeners().set(listener, url);
    return () => void listeners().delete(listener);
  },
};
