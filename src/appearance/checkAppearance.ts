import type { AppearanceOptions } from '@stripe/connect-js';
import { nearest } from '../session/nearest.js';
import { warnOnce } from '../session/warnOnce.js';
import { CSS_PROPERTIES } from './cssProperties.js';
import { APPEARANCE_VARIABLES } from './variables.js';

const VARIABLES: readonly string[] = APPEARANCE_VARIABLES;

const warn = (what: string, text: string) => warnOnce(`\`${what}\` ${text}`);

/**
 * Connect.js silently ignores what it does not know. In development, this warns about it and suggests the closest
 * name.
 */
export function checkAppearance(appearance: AppearanceOptions | undefined, theme?: string): void {
  if (theme !== undefined && !['light', 'dark', 'auto'].includes(theme))
    warn(
      `theme="${theme}"`,
      'is not a theme, so `light` is used. The themes are `light`, `dark` and `auto`.',
    );
  const given = appearance ?? {};
  // For example the text of an attribute: the loop below would warn about each of its letters.
  if (typeof given !== 'object')
    return warn('appearance', 'is not an object, so it has no effect. Write `{ variables: { … } }`.');
  const { overlays } = given;
  if (overlays && !['dialog', 'drawer'].includes(overlays))
    warn('appearance.overlays', `is \`${overlays}\`, but Connect.js only has \`dialog\` and \`drawer\`.`);
  for (const name of Object.keys(given)) {
    if (name === 'variables' || name === 'overlays') continue;
    warn(
      `appearance.${name}`,
      VARIABLES.includes(name)
        ? `has no effect there, because it is a variable: \`appearance={{ variables: { ${name}: … } }}\`.`
        : 'is not an option of Connect.js, so it has no effect. The options are `variables` and `overlays`; for dark mode, use the prop `theme`.',
    );
  }
  for (const [name, value] of Object.entries(given.variables ?? {})) {
    const what = `appearance.variables.${name}`;
    if (!VARIABLES.includes(name))
      warn(
        what,
        `is not a variable of Connect.js, so it has no effect. Did you mean \`${nearest(name, VARIABLES)}\`?`,
      );
    else if (/var\(/.test(String(value)))
      warn(
        what,
        `is \`${value}\`, but Stripe's frames cannot read your page's custom properties. Read it with \`appearanceFromCss\`.`,
      );
    else if (value) checkValue(what, name, String(value).trim());
  }
}

/**
 * Checks a value against what connect-js documents. Named colours pass: they work in Stripe's frames, as in any page.
 */
function checkValue(what: string, name: string, value: string): void {
  const property = CSS_PROPERTIES.find(([pattern]) => pattern.test(name))?.[1];
  // `oklch(…)`, or bare channels from a design system that writes `hsl(var(--primary))`.
  if (property === 'color' && /^(?!rgba?\(|hsla?\()[a-z-]+\(|^[\d.]/i.test(value))
    warn(
      what,
      `is \`${value}\`, but Connect.js documents only hex, \`rgb()\` and \`hsl()\`. Convert it with \`appearanceFromCss\`.`,
    );
  if (property === 'padding-left' && !/^(0|[\d.]+px)$/i.test(value))
    warn(
      what,
      `is \`${value}\`, but Connect.js documents only pixels, such as \`8px\`. Convert it with \`appearanceFromCss\`.`,
    );
  // Most looks are copied from Stripe Elements, which accepts less than 8px.
  if (name === 'spacingUnit' && Number.parseFloat(value) < 8)
    warn(what, `is \`${value}\`, but Connect.js documents 8px to 20px.`);
}
