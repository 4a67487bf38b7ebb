import type { EmbeddedError } from './errors.js';

const said = new WeakSet<EmbeddedError>();

/** In development, puts on the console what no provider's handler hears: the panel is written for others. Once. */
export function sayUnheard(error: EmbeddedError): void {
  // Providers that share a session share its troubles. And in a webview the person has the link, as the page wants it.
  if (said.has(error) || error.code === 'unsupported_environment') return;
  said.add(error);
  // oxlint-disable-next-line no-console
  console.error(error);
}
