import { withoutQuery } from './withoutQuery.js';

type Listener = (isSure: boolean) => void;

const PLACE = Symbol.for('stripe-embedded.signOuts');

/** One per page, not per module: a micro-frontend has its own copy of this library, but the same user. */
const listeners = () => ((globalThis as { [PLACE]?: Map<Listener, string> })[PLACE] ??= new Map());

/**
 * Notifies everything on the page that was created for the same user that they have signed out. Listeners are matched
 * by the endpoint's URL without its query. All endpoint functions count as one endpoint, because an inline one changes
 * on every render and a page has one user.
 */
export const signOuts = {
  /**
   * `isSure` is false if we only know that the page no longer names an account. The sender, `self`, is not notified: it
   * knows already, and may have started over.
   */
  tell(url: string, isSure: boolean, self: Listener): void {
    for (const [listener, of] of listeners())
      if (withoutQuery(of) === withoutQuery(url) && listener !== self) listener(isSure);
  },
  /** Returns the function that stops listening. */
  on(url: string, listener: Listener): () => void {
    listeners().set(listener, url);
    return () => void listeners().delete(listener);
  },
};
