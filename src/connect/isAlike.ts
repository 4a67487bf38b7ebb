import { isEqual } from '../session/isEqual.js';

type Props = Record<string, unknown>;

/**
 * Whether the props of two renders draw the same. A new function in place of an old one makes no difference, because
 * the newest is always the one that is called.
 */
export function isAlike(before: object, after: object): boolean {
  const a = before as Props;
  const b = after as Props;
  // Loops instead of arrays, because this runs for every component on every render of the page.
  for (const name in b) if (a[name] !== b[name] && !isSame(name, a[name], b[name])) return false;
  for (const name in a) if (!(name in b)) return false;
  return true;
}

/** React nodes are compared by identity: an element references the whole tree that created it. */
const isSame = (name: string, one: unknown, other: unknown) =>
  name !== 'fallback' &&
  name !== 'errorFallback' &&
  (typeof one === 'function' ? typeof other === 'function' : isEqual(one, other));
