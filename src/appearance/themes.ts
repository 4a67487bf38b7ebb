import type { AppearanceOptions } from '@stripe/connect-js';

export type ThemeName = 'light' | 'dark';

/**
 * Connect.js has no dark preset. Rows of names, their colour in the dark and in the light, packed because they are
 * in every app's bundle. Both themes have the same names, so that going back from dark leaves nothing of it: what
 * is not said, Connect.js keeps. Each text is at least 4.5:1 on each background it stands on: a test computes it.
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

/** Whether white text on it would have less contrast than 3:1. */
function isBright(hex: string): boolean {
  const [r = 0, g = 0, b = 0] = HEX.exec(hex)!
    .slice(1)
    .filter(Boolean)
    .map((channel) => (parseInt(channel, 16) / (16 ** channel.length - 1)) ** 2.2);
  return 0.21 * r + 0.72 * g + 0.07 * b > 0.3;
}

/** A theme's variables. A colour of the page's own counts for all names in its row: a brand's is that of the buttons too. */
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
    // The text on a button of the page's own goes by how bright that is. All else goes by the theme, whose own buttons are
    // bright in the dark; a brand's colour that is not hex counts as not bright.
    const takesDark = ground && HEX.test(ground) ? isBright(ground) : dark && !(kind && own[`color${kind}`]);
    const colour = own[first] ?? `#${colours[takesDark ? 0 : 1]}`;
    for (const name of alike) variables[name] = colour;
  }
  return variables;
}

export interface AppearanceChoice {
  /** Left out, Connect.js's own look. */
  theme?: ThemeName;
  appearance?: AppearanceOptions;
}

/** A theme with the page's own variables over it. */
export function resolveAppearance({ theme, appearance }: AppearanceChoice): AppearanceOptions | undefined {
  if (!theme) return appearance;
  // A colour that is not there yet, as before it is read from the page, is the theme's.
  const own = Object.entries(appearance?.variables ?? {}).filter(([, value]) => value !== undefined);
  const variables = Object.fromEntries(own) as Record<string, string>;
  return { ...appearance, variables: { ...themeOf(theme, variables), ...variables } };
}
