import type { EmbeddedError } from './errors.js';

const known = new WeakSet<EmbeddedError>();

/** In development, puts on the console what no handler of the page's hears: the panel is written for others. Once. */
export function sayUnheard(error: EmbeddedError): void {
  // Providers that share a session share its troubles.
  if (known.has(error)) return;
  known.add(error);
  // oxlint-disable-next-line no-console
  console.error(error);
}

/** Another handler than the provider's has it. */
export const heard = (error: EmbeddedError) => void known.add(error);
