/** Everything that is written on the page, in Stripe's elements too; what is hidden is not. */
export function visibleText(root: Element | ShadowRoot = document.body): string {
  if (root instanceof HTMLElement && root.hidden) return '';
  let text = root instanceof Element && root.shadowRoot ? visibleText(root.shadowRoot) : '';
  for (const child of root.childNodes) text += child instanceof Element ? visibleText(child) : child.textContent;
  return text;
}
