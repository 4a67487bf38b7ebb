import type { EmbeddedError } from './errors.js';

const said = new WeakSet<EmbeddedError>();

/** In development, puts an error that no `onError` hears on the console, once: the panel's words are not for developers. */
export function sayUnheard(error: EmbeddedError): void {
  // Several providers may share one session, and so its error. In a webview the error is what a page with `linkOut` wants.
  if (said.has(error) || error.code === 'unsupported_environment') return;
  said.add(error);
  // oxlint-disable-next-line no-console
  console.error(error);
}
