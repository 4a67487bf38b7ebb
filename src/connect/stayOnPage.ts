import type { ConnectStore } from './connectTypes.js';

/**
 * Stays registered with a session, and removes the `outdated` element from the page as soon as another session replaces
 * it. A hidden component does not re-render then, and React would show the old element first when it reappears. Returns
 * the function that unregisters.
 */
export function stayOnPage(store: ConnectStore, outdated: () => Element | null | undefined): () => void {
  const leave = store.stay();
  const ignore = store.subscribe(() => outdated()?.remove());
  return () => {
    ignore();
    leave();
  };
}
