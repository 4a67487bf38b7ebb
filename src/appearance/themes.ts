import type { AppearanceOptions } from '@stripe/connect-js';

export type ThemeName = 'light' | 'dark';

/**
 * Connect.js has no dark preset. Each row has variable names, their dark colour and their light colour, packed
 * because they are in every app's bundle. Both themes set the same variables, so switching back from dark mode leaves
 * none of it behind: Connect.js keeps whatever an update omits. Each text has a contrast of at least 4.5:1 on every
 * background it appears on; a test computes it.
 */
const COLOURS = `
colorPrimary,buttonPrimaryColorBackground,formHighlightColorBorder,formAccentColor 9d97ff 5a4ff3
colorBackground 14171f ffffff
colorText,actionSecondaryColorText,buttonSecondaryColorText eceef3 30313d
colorSecondaryText aab1c0 596171
colorBorder 363c4a d8dee4
colorDanger,buttonDangerColorBackground ff8a9f b8123a
actionPrimaryColorText aaa5ff 5046e4
buttonPrimaryColorText 12131a ffffff
buttonSecondaryColorBackground 262b37 f5f6f8
buttonSecondaryColorBorder 3f4656 d8dee4
buttonDangerColorText 1a0f12 ffffff
offsetBackgroundColor 1c202b f6f8fa
formBackgroundColor 1c202b ffffff
formPlaceholderTextColor 949caf 687385
badgeNeutralColorBackground 2b3040 ebeef1
badgeNeutralColorText d3d8e4 545969
badgeNeutralColorBorder 3f4656 d5dbe1
badgeSuccessColorBackground 12321f d7f7c2
badgeSuccessColorText 7fdca2 05690d
badgeSuccessColorBorder 1f5134 a6eb84
badgeWarningColorBackground 3a2c0c fcedb9
badgeWarningColorText f2c66d 8a4a00
badgeWarningColorBorder 5a4717 fcd579
badgeDangerColorBackground 3f1620 ffe7f2
badgeDangerColorText ffa3b3 a8093a
badgeDangerColorBorder 6a2635 ffccdf`;

const HEX = /^#(?:(.)(.)(.)|(..)(..)(..))$/;

/** Whether white text on this colour would have a contrast below 3:1. */
function isBright(hex: string): boolean {
  const [r = 0, g = 0, b = 0] = HEX.exec(hex)!
    .slice(1)
    .filter(Boolean)
    .map((channel) => (parseInt(channel, 16) / (16 ** channel.length - 1)) ** 2.2);
  return 0.21 * r + 0.72 * g + 0.07 * b > 0.3;
}

/**
 * A theme's variables. The page's own colour applies to all names in its row: a brand colour also colours the
 * buttons.
 */
function themeOf(theme: ThemeName, own: Record<string, string>): Record<string, string> {
  const dark = theme === 'dark';
  const variables: Record<string, string> = {
    overlayBackdropColor: dark ? 'rgba(0, 0, 0, 0.6)' : 'rgba(12, 16, 28, 0.5)',
  };
  for (const [, names, ...colours] of COLOURS.matchAll(/(\S+) (\S+) (\S+)/g)) {
    const alike = names!.split(',');
    const first = alike[0]!;
    const kind = /^button(.+)ColorText/.exec(first)?.[1];
    const ground = kind && (own[`button${kind}ColorBackground`] ?? own[`color${kind}`]);
    // If the page sets a button's colour, the brightness of that colour decides the text colour. Everything else
    // follows the theme, whose own buttons are bright in dark mode. A brand colour that is not hex counts as not
    // bright.
    const takesDark = ground && HEX.test(ground) ? isBright(ground) : dark && !(kind && own[`color${kind}`]);
    const colour = own[first] ?? `#${colours[takesDark ? 0 : 1]}`;
    for (const name of alike) variables[name] = colour;
  }
  return variables;
}

interface AppearanceChoice {
  /** If omitted, Connect.js's own look applies. */
  theme?: ThemeName;
  appearance?: AppearanceOptions;
}

/** A theme, overridden by the page's own variables. */
export function resolveAppearance({ theme, appearance }: AppearanceChoice): AppearanceOptions | undefined {
  if (!theme) return appearance;
  // A colour that is still undefined, for example before it is read from the page, falls back to the theme's.
  const own = Object.entries(appearance?.variables ?? {}).filter(([, value]) => value !== undefined);
  const variables = Object.fromEntries(own) as Record<string, string>;
  return { ...appearance, variables: { ...themeOf(theme, variables), ...variables } };
}
