import { wearStyle } from './wearStyle.js';

/**
 * The same for an element and all that is in it. Only for what is ours throughout: a style of the page's own that its
 * policy refuses is to stay refused.
 */
export function wearStyles(root: HTMLElement | null): void {
  // A policy refuses all style attributes or none, so one tells of all.
  if (root?.style.length === 0) [root, ...root.querySelectorAll('[style]')].forEach(wearStyle);
}
