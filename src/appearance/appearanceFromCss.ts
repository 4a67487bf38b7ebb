import type { AppearanceOptions } from '@stripe/connect-js';
import { warnOnce } from '../session/warnOnce.js';
import { checkAppearance } from './checkAppearance.js';
import { colorFromChannels } from './colorFromChannels.js';
import { CSS_PROPERTIES } from './cssProperties.js';
import { openCssProbe, type CssProbe } from './openCssProbe.js';
import { rgbFromPrinted } from './printedColor.js';
import { APPEARANCE_VARIABLES } from './variables.js';
import { withinLimits } from './withinLimits.js';

/** The name of one of Connect.js's appearance variables. */
export type AppearanceVariableName = (typeof APPEARANCE_VARIABLES)[number];

/** Which CSS values to read, and from which element. */
export interface AppearanceFromCssOptions {
  /**
   * Maps Connect.js's variable names to CSS values. Custom properties work too: `var(--brand)`, or `--brand` for
   * short.
   */
  variables: Partial<Record<AppearanceVariableName, string>>;
  /** The element whose custom properties are read. @default document.documentElement */
  element?: Element | null | undefined;
}

/** Connect.js accepts these only in pixels. */
const LENGTHS = ['font-size', 'padding-left'];

/**
 * Returns an `appearance` in your page's own design, from its CSS custom properties. Stripe's components are in
 * frames, where the page's `var(--brand)`, `oklch()` or `rem` mean nothing. Here the browser resolves them to hex,
 * `rgba()` and pixels. Call it again when the design changes. Do so in an effect, because React Compiler memoises a
 * call during render and reuses its result for all renders. On a server, it returns `{}`.
 *
 * @example
 * const appearance = appearanceFromCss({
 *   variables: { colorPrimary: '--primary', colorBackground: '--background', borderRadius: 'calc(var(--radius) - 2px)' },
 * });
 * <ConnectProvider appearance={appearance} … />
 */
export function appearanceFromCss(options: AppearanceFromCssOptions): AppearanceOptions {
  if (typeof document === 'undefined') return {};
  if (process.env.NODE_ENV !== 'production') checkOptions(options);
  const variables: Record<string, string | number> = {};
  let probe: CssProbe | undefined;
  try {
    probe = openCssProbe(options.element ?? document.documentElement);
    for (const [name, value] of Object.entries(options.variables)) {
      if (!isKnown(name) || value === undefined) continue;
      const resolved = resolve(probe, name, String(value).trim());
      if (resolved === undefined) tellLeftOut(name, value);
      else variables[name] = name === 'overlayZIndex' ? Number(resolved) : withinLimits(name, resolved);
    }
  } catch {
    // In a page without styles (a hidden frame, a test's DOM), Connect.js's own look stays.
  } finally {
    probe?.close();
  }
  return { variables };
}

function checkOptions(options: AppearanceFromCssOptions) {
  for (const name of Object.keys(options ?? {}))
    if (name !== 'variables' && name !== 'element')
      warnOnce(
        `\`${name}\` is not an option of \`appearanceFromCss\`, so it has no effect. The options are \`variables\` and \`element\`: \`appearanceFromCss({ variables: { colorPrimary: … } })\`.`,
      );
}

function isKnown(name: string): boolean {
  if (process.env.NODE_ENV !== 'production') checkAppearance({ variables: { [name]: '' } });
  return (APPEARANCE_VARIABLES as readonly string[]).includes(name);
}

function resolve(probe: CssProbe, name: string, value: string): string | undefined {
  const text = probe.substitute(/^--[^\s,()]+$/.test(value) ? `var(${value})` : value);
  const property = CSS_PROPERTIES.find(([pattern]) => pattern.test(name))?.[1];
  // A test's DOM may leave a `var()` unresolved.
  if (!text || text.includes('var(') || !property) return undefined;
  if (property === 'color') return resolveColor(probe, text);
  const computed = probe.compute(property, text);
  if (!LENGTHS.includes(property)) return computed;
  return computed && /^[\d.e+-]+px$/.test(computed) ? computed : undefined;
}

function resolveColor(probe: CssProbe, text: string): string | undefined {
  const printed = probe.compute('color', colorFromChannels(text) ?? text);
  if (!printed) return undefined;
  // For a colour space that only the browser can convert, such as `lab()`: a colour mixed in sRGB is in sRGB. A canvas
  // could convert it too, but returns arbitrary values in browsers that protect against fingerprinting.
  const mixed = () => probe.compute('color', `color-mix(in srgb, ${printed}, ${printed})`);
  return rgbFromPrinted(printed) ?? rgbFromPrinted(mixed() ?? '');
}

function tellLeftOut(name: string, value: string) {
  if (process.env.NODE_ENV !== 'production')
    warnOnce(
      `\`appearanceFromCss\` left out \`${name}\`: \`${value}\` does not resolve to a value that Connect.js accepts, so Connect.js keeps its default. Check that the name is spelt as in the style sheet, that the style sheet has loaded, and that the property is set on the \`element\` or above it.`,
    );
}
