/**
 * A ref for what is ours and a server may have rendered: its `style` attribute is refused by a policy without
 * `'unsafe-inline'`, and React does not set again what it finds written. By script it may be set.
 */
export function wearStyle(given: Element | null): void {
  const element = given as HTMLElement | null;
  // Only then is it asked for: a browser writes it anew from what was set by script, and that takes time.
  const written = element?.style.length === 0 && element.getAttribute('style');
  if (written) element.style.cssText = written;
}
