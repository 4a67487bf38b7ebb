import { isEqual } from '../session/isEqual.js';

type Props = Record<string, unknown>;

/**
 * Whether two renders' props draw the same. Another function in the place of one makes no difference: the newest is
 * called, whichever was drawn with.
 */
export function isAlike(before: object, after: object): boolean {
  const a = before as Props;
  const b = after as Props;
  // Loops, no lists: this runs for each component at each render of the page.
  for (const name in b) if (a[name] !== b[name] && !isSame(name, a[name], b[name])) return false;
  for (const name in a) if (!(name in b)) return false;
  return true;
}

/** What React draws is compared by identity: an element holds the whole tree that made it. */
const isSame = (name: string, one: unknown, other: unknown) =>
  name !== 'fallback' &&
  name !== 'errorFallback' &&
  (typeof one === 'function' ? typeof other === 'function' : isEqual(one, other));
