import type { EmbeddedError } from './errors.js';

const said = new WeakSet<EmbeddedError>();

/** In development, logs an error that no `onError` receives, once: the panel's text is not meant for developers. */
export function sayUnheard(error: EmbeddedError): void {
  // Several providers may share one session, and so its error. In a webview, a page with `linkOut` expects its error.
  if (said.has(error) || error.code === 'unsupported_environment') return;
  said.add(error);
  // oxlint-disable-next-line no-console
  console.error(error);
}
