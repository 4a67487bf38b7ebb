/**
 * A ref for our own elements that a server may have rendered. A Content-Security-Policy without `'unsafe-inline'`
 * blocks their `style` attributes, and React does not set them again on hydration. Setting them by script is allowed.
 */
export function wearStyle(given: Element | null): void {
  const element = given as HTMLElement | null;
  // Read the attribute only if no style applies: otherwise the browser has to serialise the style first, which takes
  // time.
  const written = element?.style.length === 0 && element.getAttribute('style');
  if (written) element.style.cssText = written;
}
