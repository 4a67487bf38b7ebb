import { whenLoaded } from './whenLoaded.js';

const taken = new WeakMap<Element, Set<string>>();

/**
 * In development: HTML knows no `<stripe-payments />`. That begins an element, and the rest of the page is in it, to be
 * taken out. Words for those without scripts look the same, but there is a page after them.
 */
export function sayUnclosed(element: Element, drawn: string): void {
  for (const { localName } of element.querySelectorAll(`:scope > :not(noscript, ${drawn})`)) {
    const names = taken.get(element);
    if (names) {
      names.add(localName);
      continue;
    }
    taken.set(element, new Set([localName]));
    whenLoaded(() => {
      if (!element.isConnected || element.nextSibling) return;
      const all = [...taken.get(element)!].map((name) => `<${name}>`).join(', ');
      // oxlint-disable-next-line no-console
      console.warn(
        `[stripe-embedded] <${element.localName}> has the rest of its place on the page in it (${all}), which is taken out. HTML knows no <${element.localName} />: write <${element.localName}></${element.localName}>.`,
      );
    });
  }
}
