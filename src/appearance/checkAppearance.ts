import type { AppearanceOptions } from '@stripe/connect-js';
import { APPEARANCE_VARIABLES } from './variables.js';

const told = new Set<string>();

/** How many letters have to change to make one word the other. */
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

/** Connect.js ignores a misspelt variable without a word: in development, this says so, with the nearest right name. */
export function checkAppearance(appearance: AppearanceOptions | undefined): void {
  for (const name of Object.keys(appearance?.variables ?? {})) {
    if ((APPEARANCE_VARIABLES as readonly string[]).includes(name) || told.has(name)) continue;
    told.add(name);
    const nearest = [...APPEARANCE_VARIABLES].sort((a, b) => distance(name, a) - distance(name, b))[0];
    // oxlint-disable-next-line no-console
    console.warn(
      `[stripe-embedded] \`appearance.variables.${name}\` is not a variable of Connect.js, so it changes nothing. Did you mean \`${nearest}\`?`,
    );
  }
}
