import type { EmbeddedError } from './errors.js';

const said = new WeakSet<EmbeddedError>();

/** In development, puts on the console what no provider's handler hears: the panel is written for others. Once. */
export function sayUnheard(error: EmbeddedError): void {
  // Providers that share a session share its troubles.
  if (said.has(error)) return;
  said.add(error);
  // oxlint-disable-next-line no-console
  console.error(error);
}
