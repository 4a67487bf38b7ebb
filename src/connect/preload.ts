import { preloadScript } from './connectScript.js';

/**
 * Lets Connect.js travel before a provider is there: on a sign-in page, or when a link to the dashboard is hovered.
 * It asks for no session, and does nothing on a server.
 *
 * @example
 * <a href="/dashboard" onPointerEnter={() => preload()}>Dashboard</a>
 */
export function preload({ nonce }: { nonce?: string | undefined } = {}): void {
  if (typeof document !== 'undefined') preloadScript(nonce);
}
