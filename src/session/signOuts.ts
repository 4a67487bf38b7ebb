type Listener = (isSure: boolean) => void;

const PLACE = Symbol.for('stripe-embedded.signOuts');

/** The page's, not this module's: a micro-frontend has a copy of this library of its own, and the same person. */
const listeners = () => ((globalThis as { [PLACE]?: Map<Listener, string> })[PLACE] ??= new Map());

/**
 * Tells all that was made for a person elsewhere on the page that they have signed out. Who hears of it goes by the
 * endpoint's address. All functions count as one endpoint: an inline one is another at each render, and a page has one
 * person.
 */
export const signOuts = {
  /**
   * `isSure` is false where all that is known is that the page names no account any more. Whoever tells it, `self`, does
   * not hear of it: it knows, and may have begun anew already.
   */
  tell(url: string, isSure: boolean, self: Listener): void {
    for (const [listener, of] of listeners()) if (of === url && listener !== self) listener(isSure);
  },
  /** Returns the way to stop listening. */
  on(url: string, listener: Listener): () => void {
    listeners().set(listener, url);
    return () => void listeners().delete(listener);
  },
};
