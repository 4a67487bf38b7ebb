import { wearStyle } from './wearStyle.js';

/**
 * The same for an element and everything inside it. Only for content that is entirely ours: if the page's policy blocks
 * one of the page's own styles, that style must stay blocked.
 */
export function wearStyles(root: HTMLElement | null): void {
  // A policy blocks all style attributes or none, so checking one is enough.
  if (root?.style.length === 0) [root, ...root.querySelectorAll('[style]')].forEach(wearStyle);
}
