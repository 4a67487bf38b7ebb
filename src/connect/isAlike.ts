import { isEqual } from '../session/isEqual.js';

type Props = Record<string, unknown>;

/** What React draws is compared by identity: an element holds the whole tree that made it. */
const DRAWN = ['fallback', 'errorFallback'];

/** Whether two renders' props draw the same: other functions do not, for the newest is called whichever was drawn with. */
export function isAlike(before: object, after: object): boolean {
  const [a, b] = [before as Props, after as Props];
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => {
      const [one, other] = [a[name], b[name]];
      if (DRAWN.includes(name)) return one === other;
      return typeof one === 'function' ? typeof other === 'function' : name in b && isEqual(one, other);
    })
  );
}
