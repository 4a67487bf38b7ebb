import { whenLoaded } from './whenLoaded.js';

const taken = new WeakMap<Element, Set<string>>();

/**
 * In development: HTML has no self-closing `<stripe-payments />`. It opens an element that swallows the rest of the
 * page, and we remove what is in an element. A fallback for browsers without scripts looks the same, but more of the
 * page follows it.
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
        `[stripe-embedded] <${element.localName}> contains the part of the page that should follow it (${all}), which was removed. HTML has no <${element.localName} />: write <${element.localName}></${element.localName}>.`,
      );
    });
  }
}
