import type { AppearanceOptions } from '@stripe/connect-js';
import { nearest } from '../session/nearest.js';
import { APPEARANCE_VARIABLES } from './variables.js';

const told = new Set<string>();

/** Connect.js ignores a misspelt variable without a word: in development, this says so, with the nearest right name. */
export function checkAppearance(appearance: AppearanceOptions | undefined): void {
  for (const name of Object.keys(appearance?.variables ?? {})) {
    if ((APPEARANCE_VARIABLES as readonly string[]).includes(name) || told.has(name)) continue;
    told.add(name);
    // oxlint-disable-next-line no-console
    console.warn(
      `[stripe-embedded] \`appearance.variables.${name}\` is not a variable of Connect.js, so it changes nothing. Did you mean \`${nearest(name, APPEARANCE_VARIABLES)}\`?`,
    );
  }
}
