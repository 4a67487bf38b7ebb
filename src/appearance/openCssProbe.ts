/** Asks the browser to resolve CSS values on an element. */
export interface CssProbe {
  /** Returns the value with each `var()` replaced. Empty if one of them is not defined. */
  substitute(value: string): string;
  /** Returns the computed value of a property. Undefined if the property does not accept the value. */
  compute(property: string, value: string): string | undefined;
  close(): void;
}

const VALUE = '--stripe-embedded-value';
/** The properties that a value can be relative to, through `currentColor`, `light-dark()`, `em` or `bolder`. */
const CONTEXT = ['color', 'color-scheme', 'font-family', 'font-size', 'font-weight', 'line-height'];

/** Leaves the element itself unchanged: the properties that values depend on are copied to a hidden one. */
export function openCssProbe(element: Element): CssProbe {
  const document = element.ownerDocument;
  const read = (of: Element) => (document.defaultView ?? window).getComputedStyle(of);
  const given = read(element);
  const parent = document.createElement('span');
  const probe = document.createElement('span');
  for (const { style } of [parent, probe]) {
    style.setProperty('display', 'none', 'important');
    // With `* { transition: all }` on the page, we would read the previous value.
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
      // A test's DOM leaves a `var()` unresolved.
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
