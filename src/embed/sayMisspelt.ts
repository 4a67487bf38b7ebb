import { nearest } from '../session/nearest.js';
import { warnOnce } from '../session/warnOnce.js';
import { ELEMENTS } from './elements.js';
import { whenLoaded } from './whenLoaded.js';

/** The properties that are no attributes, each with an example. */
const PROPERTIES = {
  appearance: '{ variables }',
  fonts: '[{ cssSrc }]',
  props: '{ collectionOptions }',
};

/** Stripe's own elements, which come with their own scripts. */
const STRIPES_OWN = /^stripe-(connect-|buy-button$|pricing-table$)/;

/** In development: to the browser, a misspelt element is one that is not defined yet, so it silently stays empty. */
export function sayMisspeltElements(): void {
  const names = Object.keys(ELEMENTS);
  const look = () => {
    for (const { localName: name } of document.querySelectorAll(':not(:defined)'))
      if (name.startsWith('stripe-') && !names.includes(name) && !STRIPES_OWN.test(name))
        warnOnce(
          `There is no element <${name}>, so it stays empty. Did you mean <${nearest(name, names)}>? The elements are ${names.join(', ')}.`,
        );
  };
  whenLoaded(() => {
    look();
    // The page may insert it later, for example in HTML from its server.
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
  });
}

/** `publishable_key`, `data-publishable-key` and `publishableKey` all mean `publishable-key`. */
const lettersOf = (name: string) => name.replace(/^data-|[-_]/g, '').toLowerCase();

const sameLetters = (name: string, known: readonly string[]) =>
  known.find((attribute) => lettersOf(attribute) === lettersOf(name));

/** In development: an attribute that is misspelt, or set as a property, has no effect. This warns about it. */
export function sayMisspelt(element: Element, known: readonly string[]): void {
  const tag = `<${element.localName}>`;
  for (const name of element.getAttributeNames()) {
    if (known.includes(name)) continue;
    if (Object.hasOwn(PROPERTIES, name)) {
      const example = PROPERTIES[name as keyof typeof PROPERTIES];
      warnOnce(`${tag} has no attribute \`${name}\`. Set the property: \`element.${name} = ${example}\`.`);
      continue;
    }
    // Ignore the attributes of the page itself and of its frameworks.
    const meant =
      sameLetters(name, known) ??
      (/^([:@]|(data|aria|on|x|v|hx)-)/.test(name) ? undefined : nearest(name, known, 2));
    if (meant) warnOnce(`${tag} has no attribute \`${name}\`. Did you mean \`${meant}\`?`);
    else if (Object.values(ELEMENTS).some(({ attributes }) => attributes.includes(name)))
      warnOnce(
        `${tag} has no attribute \`${name}\`: only other elements have it. Its attributes are ${known.join(', ')}.`,
      );
  }
  for (const name of Object.keys(element)) {
    const meant = sameLetters(name, known);
    if (meant)
      warnOnce(`${tag} has no property \`${name}\`. Set the attribute: \`setAttribute('${meant}', …)\`.`);
  }
}
