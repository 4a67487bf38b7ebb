import { nearest } from '../session/nearest.js';
import { warnOnce } from '../session/warnOnce.js';
import { ELEMENTS } from './elements.js';
import { whenLoaded } from './whenLoaded.js';

/** Stripe's own elements, which come with scripts of their own. */
const STRIPES_OWN = /^stripe-(connect-|buy-button$|pricing-table$)/;

/** In development: to the browser a misspelt element is one that nobody has made yet, so it stays empty in silence. */
export function sayMisspeltElements(): void {
  const names = Object.keys(ELEMENTS);
  const look = () => {
    for (const { localName: name } of document.querySelectorAll(':not(:defined)'))
      if (name.startsWith('stripe-') && !names.includes(name) && !STRIPES_OWN.test(name))
        warnOnce(
          `There is no <${name}>, so it stays empty. Did you mean <${nearest(name, names)}>? There are ${names.join(', ')}.`,
        );
  };
  whenLoaded(() => {
    look();
    // A page may put it there later, as from its server's HTML.
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
  });
}

/** `publishable_key`, `data-publishable-key` and `publishableKey` are `publishable-key`. */
const lettersOf = (name: string) => name.replace(/^data-|[-_]/g, '').toLowerCase();

const named = (name: string, known: readonly string[]) =>
  known.find((attribute) => lettersOf(attribute) === lettersOf(name));

/** In development: an attribute that is written another way, or as a property, is as one left out. */
export function sayMisspelt(element: Element, known: readonly string[]): void {
  const tag = `<${element.localName}>`;
  for (const name of element.getAttributeNames()) {
    if (known.includes(name)) continue;
    if (name === 'appearance') {
      warnOnce(
        `${tag} takes no attribute \`appearance\`. Set the property: \`element.appearance = { variables }\`.`,
      );
      continue;
    }
    // Those of the page's own and of its frameworks are nobody's business.
    const meant =
      named(name, known) ??
      (/^([:@]|(data|aria|on|x|v|hx)-)/.test(name) ? undefined : nearest(name, known, 2));
    if (meant) warnOnce(`${tag} takes no attribute \`${name}\`. Did you mean \`${meant}\`?`);
    else if (Object.values(ELEMENTS).some(({ attributes }) => attributes.includes(name)))
      warnOnce(
        `${tag} takes no attribute \`${name}\`: only other elements do. It takes ${known.join(', ')}.`,
      );
  }
  for (const name of Object.keys(element)) {
    const meant = named(name, known);
    if (meant)
      warnOnce(`${tag} takes no property \`${name}\`. Set the attribute: \`setAttribute('${meant}', …)\`.`);
  }
}
