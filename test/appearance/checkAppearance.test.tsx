import { ConnectPayments, type ConnectSessionProps } from 'stripe-embedded';
import { afterEach, beforeEach, expect, it, vi, type MockInstance } from 'vitest';
import { renderConnect, stage } from '../support/stage.js';

let warn: MockInstance<typeof console.warn>;
beforeEach(() => void (warn = vi.spyOn(console, 'warn').mockImplementation(() => {})));
afterEach(() => vi.restoreAllMocks());

const told = () =>
  warn.mock.calls.map(([text]) => String(text)).filter((text) => text.includes('appearance.variables'));

async function wear(variables: object) {
  const set = stage();
  const appearance = () => ({ variables: { ...variables } }) as ConnectSessionProps['appearance'];
  const { rerender } = renderConnect(set, <ConnectPayments />, { appearance: appearance() });
  await set.tick();
  rerender({ appearance: appearance() });
}

it.each([
  ['colourPrimary', 'colorPrimary'],
  ['borderRadios', 'borderRadius'],
  ['buttonPrimaryBackgroundColor', 'buttonPrimaryColorBackground'],
  ['fontSize', 'fontSizeBase'],
  ['headingXLFontSize', 'headingXlFontSize'],
  ['primaryColor', 'colorPrimary'],
])('warns once about %s, which Connect.js ignores, with the nearest name: %s', async (name, nearest) => {
  await wear({ [name]: '1px', colorText: '#000000' });
  expect(told()).toEqual([
    expect.stringMatching(new RegExp(`appearance\\.variables\\.${name}\`.+Did you mean \`${nearest}\``)),
  ]);
});

it.each<[string, Partial<ConnectSessionProps>, string]>([
  ['an unknown theme', { theme: 'Dark' as never }, '`theme="Dark"` is not a theme, so `light` is used'],
  [
    'a variable in the wrong place',
    { appearance: { colorDanger: '#f00' } as never },
    '{ variables: { colorDanger',
  ],
  [
    'a string instead of an object',
    { appearance: '{"variables":{"colorPrimary":"#006644"}}' as never },
    '`appearance` is not an object, so it has no effect. Write `{ variables: { … } }`',
  ],
  [
    'overlays that Connect.js does not have',
    { appearance: { overlays: 'never' as never } },
    '`appearance.overlays` is `never`, but Connect.js only has `dialog` and `drawer`',
  ],
  [
    'an option of Stripe.js',
    { appearance: { theme: 'night' } as never },
    '`appearance.theme` is not an option of',
  ],
  [
    'a custom property',
    { appearance: { variables: { colorBorder: 'var(--border)' } } },
    '`appearance.variables.colorBorder` is `var(--border)`',
  ],
  [
    'a colour that Connect.js does not document',
    { appearance: { variables: { colorPrimary: 'oklch(0.21 0.03 264)', colorText: 'hsl(222 47% 11%)' } } },
    '`appearance.variables.colorPrimary` is `oklch(0.21 0.03 264)`, but Connect.js documents only hex',
  ],
  [
    'the channels of a colour',
    { appearance: { variables: { formAccentColor: '222.2 47.4% 11.2%', colorText: 'white' } } },
    '`appearance.variables.formAccentColor` is `222.2 47.4% 11.2%`',
  ],
  [
    'a length that is not in pixels',
    { appearance: { variables: { borderRadius: '0.5rem', fontSizeBase: '1rem' } } },
    '`appearance.variables.borderRadius` is `0.5rem`, but Connect.js documents only pixels',
  ],
  [
    'a spacing unit from Elements',
    { appearance: { variables: { spacingUnit: '4px', borderRadius: '4px' } } },
    '`appearance.variables.spacingUnit` is `4px`, but Connect.js documents 8px to 20px',
  ],
])('warns once about %s, which has no effect', async (_, props, words) => {
  const set = stage();
  const { rerender } = renderConnect(set, <ConnectPayments />, props);
  await set.tick();
  rerender();
  const said = warn.mock.calls
    .map(([text]) => String(text))
    .filter((text) => text.startsWith('[stripe-embedded]'));
  expect(said).toEqual([expect.stringContaining(words)]);
});

it('does not warn about valid names', async () => {
  await wear({ colorPrimary: '#000000', overlayZIndex: 5, labelSmTextTransform: 'none' });
  expect(told()).toEqual([]);
});
