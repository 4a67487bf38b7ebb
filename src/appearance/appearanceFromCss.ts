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

/** What to read, and where. */
export interface AppearanceFromCssOptions {
  /** Connect.js's names, each with a CSS value, or with one of the page's: `var(--brand)`, or `--brand` for short. */
  variables: Partial<Record<AppearanceVariableName, string>>;
  /** Where the page's custom properties are read. @default document.documentElement */
  element?: Element | null | undefined;
}

/** Connect.js takes these as pixels only. */
const LENGTHS = ['font-size', 'padding-left'];

/**
 * An `appearance` in the page's own design: its CSS custom properties, as Connect.js takes them. Stripe's components
 * are in frames, where the page's `var(--brand)`, `oklch()` or `rem` mean nothing; here the browser resolves them to
 * hex, `rgba()` and pixels. Call it again when the design changes, in an effect: of a call in a render, React Compiler
 * makes one for all renders. On a server it gives `{}`.
 *
 * @example
 * const appearance = appearanceFromCss({
 *   variables: { colorPrimary: '--primary', colorBackground: '--background', borderRadius: 'calc(var(--radius) - 2px)' },
 * });
 * <ConnectProvider appearance={appearance} … />
 */
export function appearanceFromCss(options: AppearanceFromCssOptions): AppearanceOptions {
  if (typeof document === 'undefined') return {};
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
    // A page without styles (a hidden frame, a test's DOM) keeps Connect.js's own look.
  } finally {
    probe?.close();
  }
  return { variables };
}

function isKnown(name: string): boolean {
  if (process.env.NODE_ENV !== 'production') checkAppearance({ variables: { [name]: '' } });
  return (APPEARANCE_VARIABLES as readonly string[]).includes(name);
}

function resolve(probe: CssProbe, name: string, value: string): string | undefined {
  const text = probe.substitute(/^--[^\s,()]+$/.test(value) ? `var(${value})` : value);
  const property = CSS_PROPERTIES.find(([pattern]) => pattern.test(name))?.[1];
  // A test's DOM may leave a `var()` as it is.
  if (!text || text.includes('var(') || !property) return undefined;
  if (property === 'color') return resolveColor(probe, text);
  const computed = probe.compute(property, text);
  if (!LENGTHS.includes(property)) return computed;
  return computed && /^[\d.e+-]+px$/.test(computed) ? computed : undefined;
}

function resolveColor(probe: CssProbe, text: string): string | undefined {
  const printed = probe.compute('color', colorFromChannels(text) ?? text);
  if (!printed) return undefined;
  // A space that only the browser can convert, such as `lab()`: what is mixed in sRGB is in sRGB. A canvas would do
  // it too, and tell anything at all where a person is protected from fingerprinting.
  const mixed = () => probe.compute('color', `color-mix(in srgb, ${printed}, ${printed})`);
  return rgbFromPrinted(printed) ?? rgbFromPrinted(mixed() ?? '');
}

function tellLeftOut(name: string, value: string) {
  if (process.env.NODE_ENV !== 'production')
    warnOnce(
      `\`appearanceFromCss\` left out \`${name}\`: \`${value}\` comes to nothing that Connect.js takes for it, so it keeps its own. Check that the name is spelt as in the style sheet, that the style sheet has loaded, and that the property is set on the \`element\` or above it.`,
    );
}
