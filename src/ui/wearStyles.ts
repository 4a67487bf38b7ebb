import { wearStyle } from './wearStyle.js';

/** The same for all that is in it: only where nothing of it is the page's, which has refused its own for a reason. */
export function wearStyles(root: Element | null): void {
  wearStyle(root);
  root?.querySelectorAll('[style]').forEach(wearStyle);
}
