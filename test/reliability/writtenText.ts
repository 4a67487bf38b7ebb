/** All text on the page, including in Stripe's elements, hidden or not. */
export function writtenText(root: Node = document.body): string {
  if (root.nodeType === Node.TEXT_NODE) return root.nodeValue ?? '';
  let text = root instanceof Element && root.shadowRoot ? writtenText(root.shadowRoot) : '';
  for (const child of root.childNodes) text += writtenText(child);
  return text;
}
