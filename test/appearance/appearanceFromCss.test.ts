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

  it('resolves a variable of the page, which jsdom does not', () => {
    document.documentElement.style.setProperty('--brand', '#0f0');
    const read = appearanceFromCss({ variables: { colorPrimary: '--brand' } });
    document.documentElement.style.removeProperty('--brand');
    expect(read).toEqual({ variables: { colorPrimary: '#00ff00' } });
  });

  it('returns no variables for empty or missing options', () => {
    expect(appearanceFromCss({ variables: {} })).toEqual({ variables: {} });
    expect(appearanceFromCss({ variables: { colorText: undefined }, element: null })).toEqual({
      variables: {},
    });
    expect(appearanceFromCss(undefined as never)).toEqual({ variables: {} });
  });
});
