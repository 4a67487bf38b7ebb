/** Asks the browser what a piece of CSS comes to on an element. */
export interface CssProbe {
  /** A value with each `var()` in it replaced. Empty where one of them leads nowhere. */
  substitute(value: string): string;
  /** What a property computes to. Undefined where it does not take the value. */
  compute(property: string, value: string): string | undefined;
  close(): void;
}

const VALUE = '--stripe-embedded-value';
/** What a value can be relative to: `currentColor`, `light-dark()`, `em`, `bolder`. */
const CONTEXT = ['color', 'color-scheme', 'font-family', 'font-size', 'font-weight', 'line-height'];

/** The element itself is left as it is: what the values depend on is copied to a hidden one. */
export function openCssProbe(element: Element): CssProbe {
  const document = element.ownerDocument;
  const read = (of: Element) => (document.defaultView ?? window).getComputedStyle(of);
  const given = read(element);
  const parent = document.createElement('span');
  const probe = document.createElement('span');
  for (const { style } of [parent, probe]) {
    style.setProperty('display', 'none', 'important');
    // On a page with `* { transition: all }` the value before would be read.
    style.setProperty('transition', 'none', 'important');
    style.setProperty('forced-color-adjust', 'none', 'important');
  }
  for (const property of CONTEXT)
    parent.style.setProperty(property, given.getPropertyValue(property), 'important');
  parent.append(probe);
  document.documentElement.append(parent);

  return {
    substitute(value) {
      for (const [name] of value.matchAll(/--[^\s,()]+/g))
        probe.style.setProperty(name, given.getPropertyValue(name) || 'initial');
      probe.style.setProperty(VALUE, value);
      const text = read(probe).getPropertyValue(VALUE).trim();
      probe.style.removeProperty(VALUE);
      // A test's DOM leaves a `var()` as it is.
      return text.replace(/var\(\s*(--[^\s,()]+)\s*\)/g, (_, name: string) =>
        given.getPropertyValue(name).trim(),
      );
    },
    compute(property, value) {
      probe.style.setProperty(property, value, 'important');
      const isTaken = probe.style.getPropertyValue(property) !== '';
      const result = read(probe).getPropertyValue(property);
      probe.style.removeProperty(property);
      return isTaken && result ? result : undefined;
    },
    close: () => parent.remove(),
  };
}
