import type { ConnectStore } from './connectTypes.js';

/**
 * Stays with a session, and takes what is `outdated` out of the page as soon as another one has come: where it is hidden
 * React does not hear of that, and shows what was there before it does. Returns the way to leave.
 */
export function stayOnPage(store: ConnectStore, outdated: () => Element | null | undefined): () => void {
  const leave = store.stay();
  const ignore = store.subscribe(() => outdated()?.remove());
  return () => {
    ignore();
    leave();
  };
}
