import { afterEach, describe, expect, it, vi } from 'vitest';
import { appearanceFromCss } from 'stripe-embedded';

afterEach(() => vi.restoreAllMocks());

describe('in a DOM that computes no styles', () => {
  it('keeps plain values, leaves out the rest with a warning, and does not throw', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const read = () =>
      appearanceFromCss({
        variables: { colorPrimary: '#635bff', colorText: '--nowhere', borderRadius: '8px' },
      });
    expect(read()).toEqual({ variables: { colorPrimary: '#635bff', borderRadius: '8px' } });
    read();
    expect(warn.mock.calls.map(([text]) => String(text))).toEqual([
      expect.stringMatching(/left out `colorText`: `--nowhere` .+ Check that/),
    ]);
    expect(document.documentElement.querySelector('span')).toBeNull();
  });

  it('warns about a variable that is not among the variables', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    expect(appearanceFromCss({ colorPrimary: '#635bff' } as never)).toEqual({ variables: {} });
    expect(warn.mock.calls).toEqual([
      [expect.stringMatching(/`colorPrimary` is not an option of `appearanceFromCss`.+\{ variables: \{/)],
    ]);
  });

  it('resolves a variable of the page, which the DOM does not', () => {
    document.documentElement.style.setProperty('--brand', '#0f0');
    const read = appearanceFromCss({ variables: { colorPrimary: '--brand' } });
    document.documentElement.style.removeProperty('--brand');
    expect(read).toEqual({ variables: { colorPrimary: '#00ff00' } });
  });

  it.each([
    ['fontSizeBase', '0.5px', '1px'],
    ['fontSizeBase', '41px', '40px'],
    ['bodyMdFontSize', '0.5px', '1px'],
    ['headingXlFontSize', '201px', '200px'],
    ['spacingUnit', '7px', '8px'],
    ['spacingUnit', '21px', '20px'],
    ['borderRadius', '25px', '24px'],
    ['formBorderRadius', '25px', '24px'],
    ['badgeBorderRadius', '25px', '24px'],
    ['overlayBorderRadius', '25px', '24px'],
    ['buttonBorderRadius', '25px', '25px'],
  ] as const)('keeps %s of %s within what connect-js documents: %s', (name, given, within) => {
    expect(appearanceFromCss({ variables: { [name]: given } }).variables).toEqual({ [name]: within });
  });

  it('returns no variables for empty or missing options', () => {
    expect(appearanceFromCss({ variables: {} })).toEqual({ variables: {} });
    expect(appearanceFromCss({ variables: { colorText: undefined }, element: null })).toEqual({
      variables: {},
    });
    expect(appearanceFromCss(undefined as never)).toEqual({ variables: {} });
  });
});
