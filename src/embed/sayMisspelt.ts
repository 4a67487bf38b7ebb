import { nearest } from '../session/nearest.js';
import { whenLoaded } from './whenLoaded.js';

/** Stripe's own elements, which come with scripts of their own. */
const STRIPES_OWN = /^stripe-(connect-|buy-button$|pricing-table$)/;

// oxlint-disable-next-line no-console
const warn = (text: string) => console.warn(`[stripe-embedded] ${text}`);

/** In development: to the browser a misspelt element is one that nobody has made yet, so it stays empty in silence. */
export function sayMisspeltElements(names: readonly string[]): void {
  whenLoaded(() => {
    const unknown = [...document.querySelectorAll(':not(:defined)')]
      .map(({ localName }) => localName)
      .filter((name) => name.startsWith('stripe-') && !STRIPES_OWN.test(name));
    for (const name of new Set(unknown))
      warn(`There is no <${name}>, so it stays empty. Did you mean <${nearest(name, names)}>?`);
  });
}

/** `publishable_key` and `data-publishable-key` are `publishable-key`. */
const lettersOf = (name: string) => name.replace(/^data-|[-_]/g, '');

/** In development: an attribute that is written another way is as one left out. */
export function sayMisspeltAttributes(element: Element, known: readonly string[]): void {
  for (const name of element.getAttributeNames()) {
    const meant = known.find((attribute) => lettersOf(attribute) === lettersOf(name));
    if (meant && meant !== name)
      warn(`<${element.localName}> takes no attribute \`${name}\`. Did you mean \`${meant}\`?`);
  }
}
