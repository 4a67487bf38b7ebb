/**
 * A ref for what is ours and a server may have rendered: its `style` attribute is refused by a policy without
 * `'unsafe-inline'`, and React does not set again what it finds written. By script it may be set.
 */
export function wearStyle(given: Element | null): void {
  const element = given as HTMLElement | null;
  const written = element?.getAttribute('style');
  if (written && !element!.style.length) element!.style.cssText = written;
}
