import type { AppearanceOptions } from '@stripe/connect-js';

export type ThemeName = 'light' | 'dark';

/** Connect.js has no dark preset. Each text is at least 4.5:1 on each background it stands on: a test computes it. */
const DARK: NonNullable<AppearanceOptions['variables']> = {
  colorPrimary: '#9d97ff',
  colorBackground: '#14171f',
  colorText: '#eceef3',
  colorSecondaryText: '#aab1c0',
  colorBorder: '#363c4a',
  colorDanger: '#ff8a9f',
  actionPrimaryColorText: '#aaa5ff',
  actionSecondaryColorText: '#eceef3',
  buttonPrimaryColorBackground: '#9d97ff',
  buttonPrimaryColorText: '#12131a',
  buttonSecondaryColorBackground: '#262b37',
  buttonSecondaryColorBorder: '#3f4656',
  buttonSecondaryColorText: '#eceef3',
  buttonDangerColorBackground: '#ff8a9f',
  buttonDangerColorText: '#1a0f12',
  offsetBackgroundColor: '#1c202b',
  formBackgroundColor: '#1c202b',
  formHighlightColorBorder: '#9d97ff',
  formAccentColor: '#9d97ff',
  formPlaceholderTextColor: '#949caf',
  badgeNeutralColorBackground: '#2b3040',
  badgeNeutralColorText: '#d3d8e4',
  badgeNeutralColorBorder: '#3f4656',
  badgeSuccessColorBackground: '#12321f',
  badgeSuccessColorText: '#7fdca2',
  badgeSuccessColorBorder: '#1f5134',
  badgeWarningColorBackground: '#3a2c0c',
  badgeWarningColorText: '#f2c66d',
  badgeWarningColorBorder: '#5a4717',
  badgeDangerColorBackground: '#3f1620',
  badgeDangerColorText: '#ffa3b3',
  badgeDangerColorBorder: '#6a2635',
  overlayBackdropColor: 'rgba(0, 0, 0, 0.6)',
};

/** The same names, so that going back from dark leaves nothing of it: what is not said, Connect.js keeps. */
const LIGHT: typeof DARK = {
  colorPrimary: '#5a4ff3',
  colorBackground: '#ffffff',
  colorText: '#30313d',
  colorSecondaryText: '#596171',
  colorBorder: '#d8dee4',
  colorDanger: '#b8123a',
  actionPrimaryColorText: '#5046e4',
  actionSecondaryColorText: '#30313d',
  buttonPrimaryColorBackground: '#5a4ff3',
  buttonPrimaryColorText: '#ffffff',
  buttonSecondaryColorBackground: '#f5f6f8',
  buttonSecondaryColorBorder: '#d8dee4',
  buttonSecondaryColorText: '#30313d',
  buttonDangerColorBackground: '#b8123a',
  buttonDangerColorText: '#ffffff',
  offsetBackgroundColor: '#f6f8fa',
  formBackgroundColor: '#ffffff',
  formHighlightColorBorder: '#5a4ff3',
  formAccentColor: '#5a4ff3',
  formPlaceholderTextColor: '#687385',
  badgeNeutralColorBackground: '#ebeef1',
  badgeNeutralColorText: '#545969',
  badgeNeutralColorBorder: '#d5dbe1',
  badgeSuccessColorBackground: '#d7f7c2',
  badgeSuccessColorText: '#05690d',
  badgeSuccessColorBorder: '#a6eb84',
  badgeWarningColorBackground: '#fcedb9',
  badgeWarningColorText: '#8a4a00',
  badgeWarningColorBorder: '#fcd579',
  badgeDangerColorBackground: '#ffe7f2',
  badgeDangerColorText: '#a8093a',
  badgeDangerColorBorder: '#ffccdf',
  overlayBackdropColor: 'rgba(12, 16, 28, 0.5)',
};

export interface AppearanceChoice {
  /** Left out, Connect.js's own look. */
  theme?: ThemeName;
  appearance?: AppearanceOptions;
}

/** A theme with the page's own variables over it. */
export function resolveAppearance({ theme, appearance }: AppearanceChoice): AppearanceOptions | undefined {
  if (!theme) return appearance;
  return { ...appearance, variables: { ...(theme === 'dark' ? DARK : LIGHT), ...appearance?.variables } };
}
