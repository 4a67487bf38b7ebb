import type { AppearanceOptions } from '@stripe/connect-js';
import { nearest } from '../session/nearest.js';
import { warnOnce } from '../session/warnOnce.js';
import { APPEARANCE_VARIABLES } from './variables.js';

const VARIABLES: readonly string[] = APPEARANCE_VARIABLES;

const warn = (what: string, text: string) => warnOnce(`\`${what}\` ${text}`);

/** Connect.js ignores what it does not know without a word: in development, this says so, with the nearest right name. */
export function checkAppearance(appearance: AppearanceOptions | undefined, theme?: string): void {
  if (theme !== undefined && !['light', 'dark', 'auto'].includes(theme))
    warn(`theme="${theme}"`, 'is no theme, so `light` is worn. There are `light`, `dark` and `auto`.');
  const given = appearance ?? {};
  // As an attribute's text would be: its letters would each be told.
  if (typeof given !== 'object')
    return warn('appearance', 'is no object, so it changes nothing. It is written `{ variables: { … } }`.');
  for (const name of Object.keys(given)) {
    if (name === 'variables' || name === 'overlays') continue;
    warn(
      `appearance.${name}`,
      VARIABLES.includes(name)
        ? `changes nothing there. It is a variable: \`appearance={{ variables: { ${name}: … } }}\`.`
        : 'is nothing that Connect.js takes, so it changes nothing. It has `variables` and `overlays`; a dark look is the prop `theme`.',
    );
  }
  for (const [name, value] of Object.entries(given.variables ?? {})) {
    const what = `appearance.variables.${name}`;
    if (!VARIABLES.includes(name))
      warn(
        what,
        `is not a variable of Connect.js, so it changes nothing. Did you mean \`${nearest(name, VARIABLES)}\`?`,
      );
    else if (/var\(/.test(String(value)))
      warn(
        what,
        `is \`${value}\`, and Stripe's frames do not have your page's custom properties. Let \`appearanceFromCss\` read it.`,
      );
  }
}
