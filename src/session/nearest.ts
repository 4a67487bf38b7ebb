/** The known name that was probably meant, if at most `most` letters differ. */
export const nearest = (name: string, known: readonly string[], most = Infinity): string | undefined =>
  known.filter((other) => unlike(name, other) <= most).sort((a, b) => unlike(name, a) - unlike(name, b))[0];

/** Regardless of word order: `primaryColor` is close to `colorPrimary`. */
const unlike = (a: string, b: string) => Math.min(distance(a, b), distance(sorted(a), sorted(b)) + 1);

const sorted = (name: string) =>
  (name.match(/[a-z]+|[A-Z][a-z]*/g) ?? []).join(' ').toLowerCase().split(' ').sort().join('');

/** How many letters have to change to turn one word into the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length]!;
}
