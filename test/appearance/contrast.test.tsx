import { ConnectPayments } from 'stripe-embedded';
import { describe, expect, it } from 'vitest';
import { APPEARANCE_VARIABLES } from '../../src/appearance/variables.js';
import { contrast } from '../support/contrast.js';
import { renderConnect, stage } from '../support/stage.js';

/** The variables that reach Stripe's element for a theme. */
async function worn(theme: 'light' | 'dark'): Promise<Record<string, string>> {
  const set = stage();
  renderConnect(set, <ConnectPayments />, { theme });
  await set.tick();
  const { style } = document
    .querySelector('stripe-connect-payments')!
    .shadowRoot!.querySelector<HTMLElement>('.root')!;
  return Object.fromEntries(
    APPEARANCE_VARIABLES.map((name) => [name, style.getPropertyValue(`--${name}`)]).filter(
      ([, value]) => value,
    ),
  );
}

const SURFACES = ['colorBackground', 'offsetBackgroundColor', 'formBackgroundColor'];

/** The backgrounds each text can appear on. */
const STANDS_ON: Record<string, string[]> = {
  colorPrimary: SURFACES,
  colorText: SURFACES,
  colorSecondaryText: SURFACES,
  colorDanger: SURFACES,
  actionPrimaryColorText: SURFACES,
  actionSecondaryColorText: SURFACES,
  formPlaceholderTextColor: ['formBackgroundColor'],
  buttonPrimaryColorText: ['buttonPrimaryColorBackground'],
  buttonSecondaryColorText: ['buttonSecondaryColorBackground'],
  buttonDangerColorText: ['buttonDangerColorBackground'],
  badgeNeutralColorText: ['badgeNeutralColorBackground'],
  badgeSuccessColorText: ['badgeSuccessColorBackground'],
  badgeWarningColorText: ['badgeWarningColorBackground'],
  badgeDangerColorText: ['badgeDangerColorBackground'],
};

/** People need to see these marks but not read them, so WCAG asks for less. */
const MARKS = ['formAccentColor', 'formHighlightColorBorder', 'buttonPrimaryColorBackground'];

/** `#rrggbb` */
const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

const contrastOf = (one: string, other: string) => contrast(channels(one), channels(other));

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  it('has a contrast of 4.5:1 or more for each text on each of its backgrounds', async () => {
    const variables = await worn(theme);
    const faint = Object.entries(STANDS_ON)
      .flatMap(([text, backgrounds]) => backgrounds.map((background) => [text, background] as const))
      .filter(([text, background]) => !(contrastOf(variables[text]!, variables[background]!) >= 4.5));
    expect(faint).toEqual([]);
  });

  it('has a contrast of 3:1 or more for each mark', async () => {
    const variables = await worn(theme);
    const faint = MARKS.flatMap((mark) => SURFACES.map((surface) => [mark, surface] as const)).filter(
      ([mark, surface]) => !(contrastOf(variables[mark]!, variables[surface]!) >= 3),
    );
    expect(faint).toEqual([]);
  });

  it('has no text that this test misses', async () => {
    const texts = Object.keys(await worn(theme)).filter((name) => /text/i.test(name));
    expect(Object.keys(STANDS_ON)).toEqual(expect.arrayContaining(texts));
  });
});

describe('the themes', () => {
  it('set the same variables, so switching leaves none behind', async () => {
    const [light, dark] = [await worn('light'), await worn('dark')];
    expect(Object.keys(light)).toEqual(Object.keys(dark));
    expect(Object.keys(light).length).toBeGreaterThan(30);
  });
});
