import { preloadScript } from './connectScript.js';

/**
 * Starts loading Connect.js before a provider is mounted: on a sign-in page, or when the user hovers a link to the
 * dashboard. It does not request a session. On a server, React 19 writes the hint into the HTML.
 *
 * @example
 * <a href="/dashboard" onPointerEnter={() => preload()}>Dashboard</a>
 */
export function preload({ nonce }: { nonce?: string | undefined } = {}): void {
  preloadScript(nonce);
}
