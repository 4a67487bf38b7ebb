import type { AppearanceOptions } from '@stripe/connect-js';
import { nearest } from '../session/nearest.js';
import { warnOnce } from '../session/warnOnce.js';
import { CSS_PROPERTIES } from './cssProperties.js';
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
    else if (value) checkValue(what, name, String(value).trim());
  }
}

/** By what connect-js documents. A colour by its name is let be: Stripe's frames are a browser, too. */
function checkValue(what: string, name: string, value: string): void {
  const property = CSS_PROPERTIES.find(([pattern]) => pattern.test(name))?.[1];
  // `oklch(…)`, and the bare channels of a design that writes `hsl(var(--primary))`.
  if (property === 'color' && /^(?!rgba?\(|hsla?\()[a-z-]+\(|^[\d.]/i.test(value))
    warn(
      what,
      `is \`${value}\`, and Connect.js documents hex, \`rgb()\` and \`hsl()\` alone. Let \`appearanceFromCss\` turn it into one.`,
    );
  if (property === 'padding-left' && !/^(0|[\d.]+px)$/i.test(value))
    warn(
      what,
      `is \`${value}\`, and Connect.js documents pixels alone, as in \`8px\`. Let \`appearanceFromCss\` turn it into those.`,
    );
  // Elements, which most looks are copied from, takes less.
  if (name === 'spacingUnit' && Number.parseFloat(value) < 8)
    warn(what, `is \`${value}\`, and Connect.js documents 8px to 20px.`);
}
