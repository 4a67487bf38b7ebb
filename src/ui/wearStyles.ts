import { wearStyle } from './wearStyle.js';

/** The same for all that is in it: only where nothing of it is the page's, which has refused its own for a reason. */
export function wearStyles(root: HTMLElement | null): void {
  // A policy refuses all or none.
  if (root?.style.length === 0) [root, ...root.querySelectorAll('[style]')].forEach(wearStyle);
}
