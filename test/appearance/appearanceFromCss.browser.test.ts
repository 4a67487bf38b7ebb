import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi, type MockInstance } from 'vitest';
import { appearanceFromCss, type AppearanceFromCssOptions } from 'stripe-embedded';
import { rgbFromPrinted } from '../../src/appearance/printedColor.js';

/** jsdom computes no styles, so this file needs a real browser. */
const inBrowser = describe.skipIf(navigator.userAgent.includes('jsdom'));

type Variables = AppearanceFromCssOptions['variables'];

/** Adds a style sheet to the page until the test ends. */
function wear(css: string) {
  const style = document.createElement('style');
  style.textContent = css;
  document.head.append(style);
  onTestFinished(() => style.remove());
}

const read = (variables: Variables, element?: Element) => appearanceFromCss({ variables, element }).variables;
const color = (css: string) => read({ colorPrimary: css })?.colorPrimary;

/** The channels that the browser paints for a colour. */
function drawn(css: string) {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
  const context = canvas.getContext('2d')!;
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  return context.getImageData(0, 0, 1, 1).data;
}

const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

let warn: MockInstance<typeof console.warn>;
beforeEach(() => void (warn = vi.spyOn(console, 'warn').mockImplementation(() => {})));
afterEach(() => vi.restoreAllMocks());

inBrowser('a colour', () => {
  it.each([
    ['#635bff', '#635bff'],
    ['#fff', '#ffffff'],
    ['rebeccapurple', '#663399'],
    ['rgb(15 23 42)', '#0f172a'],
    ['hsl(222 47% 11%)', '#0f1729'],
    ['hwb(0 0% 0%)', '#ff0000'],
    ['oklch(0.623 0.214 259.815)', '#2b7fff'],
    ['oklch(62.3% 0.214 259.815)', '#2b7fff'],
    ['oklab(0.628 0.2249 0.1258)', '#ff0000'],
    ['lab(54.29 80.8 69.89)', '#ff0000'],
    ['lch(100 0 none)', '#ffffff'],
    ['color(srgb 1 0.5 0)', '#ff8000'],
    ['color(display-p3 0 0 0)', '#000000'],
    ['color-mix(in srgb, red, blue)', '#800080'],
    ['color-mix(in oklab, white 50%, black)', '#636363'],
    ['rgb(from #336699 r g 0)', '#336600'],
    ['oklch(from #336699 l c h)', '#336699'],
    ['light-dark(#ffffff, #000000)', '#ffffff'],
  ])('%s becomes %s', (css, expected) => {
    expect(color(css)).toBe(expected);
    expect(warn).not.toHaveBeenCalled();
  });

  it.each([
    ['rgb(1 2 3 / 40%)', 'rgba(1, 2, 3, 0.4)'],
    ['#11223380', 'rgba(17, 34, 51, 0.5)'],
    ['transparent', 'rgba(0, 0, 0, 0)'],
    ['oklch(0.623 0.214 259.815 / 0.05)', 'rgba(43, 127, 255, 0.05)'],
    ['lab(54.29 80.8 69.89 / 0.05)', 'rgba(255, 0, 0, 0.05)'],
    ['color-mix(in srgb, #336699 30%, transparent)', 'rgba(51, 102, 153, 0.3)'],
  ])('with transparency (%s) keeps its alpha: %s', (css, expected) => {
    expect(color(css)).toBe(expected);
  });

  it.each([
    ['222 47% 11%', '#0f1729'],
    ['222.2deg 47.4% 11.2%', '#0f172a'],
    ['222, 47%, 11%', '#0f1729'],
    ['222 47% 11% / 0.5', 'rgba(15, 23, 41, 0.5)'],
    ['15 23 42', '#0f172a'],
    ['13, 110, 253', '#0d6efd'],
    ['62.3% 0.214 259.815', '#2b7fff'],
  ])('stored as channels (%s) becomes %s', (channels, expected) => {
    wear(`:root { --primary: ${channels}; }`);
    expect(color('--primary')).toBe(expected);
  });

  it('stored as channels can be used in a colour function, with an alpha', () => {
    wear(':root { --primary: 222 47% 11%; }');
    expect(color('hsl(var(--primary))')).toBe('#0f1729');
    expect(color('hsl(var(--primary) / 50%)')).toBe('rgba(15, 23, 41, 0.5)');
  });

  it('is converted as the browser paints it', () => {
    for (let hue = 0; hue < 360; hue += 30) {
      for (const lightness of [0, 0.2, 0.5, 0.8, 1]) {
        for (const printed of [
          `oklch(${lightness} 0.08 ${hue})`,
          `oklab(${lightness} ${hue / 2000} -0.05)`,
          `color(srgb ${lightness} ${hue / 360} 0.4)`,
        ]) {
          const painted = drawn(printed);
          for (const [at, channel] of channels(rgbFromPrinted(printed)!).entries())
            expect(Math.abs(channel - painted[at]!), printed).toBeLessThan(2);
        }
      }
    }
  });

  it('is correct even where anti-fingerprinting falsifies a canvas', () => {
    const noise = vi.spyOn(CanvasRenderingContext2D.prototype, 'getImageData');
    noise.mockReturnValue({ data: [1, 2, 3, 255] } as never);
    expect(color('lab(100 0 0)')).toBe('#ffffff');
    expect(color('color-mix(in lab, black 0%, white)')).toBe('#ffffff');
    expect(color('color(display-p3 1 1 1 / 50%)')).toBe('rgba(255, 255, 255, 0.5)');
  });

  it('outside sRGB is clipped to sRGB', () => {
    expect(color('color(display-p3 0 1 0)')).toBe('#00ff00');
    expect(color('oklch(0.9 0.4 145)')).toMatch(/^#00ff/);
  });
});

inBrowser('a reference', () => {
  it('can be a bare name, chain to others, have a fallback and be part of a calculation', () => {
    wear(':root { --blue: oklch(0.623 0.214 259.815); --brand: var(--blue); --radius: 0.625rem; }');
    expect(
      read({
        colorPrimary: '--brand',
        colorText: 'var(--brand)',
        colorDanger: 'var(--nowhere, crimson)',
        colorBorder: 'color-mix(in srgb, var(--brand) 50%, transparent)',
        borderRadius: 'calc(var(--radius) - 2px)',
      }),
    ).toEqual({
      colorPrimary: '#2b7fff',
      colorText: '#2b7fff',
      colorDanger: '#dc143c',
      colorBorder: 'rgba(43, 127, 255, 0.5)',
      borderRadius: '8px',
    });
  });

  it('is resolved on the given element: its properties, colour, scheme and font size', () => {
    wear(`:root { --brand: red; }
      .card { --brand: blue; color: green; color-scheme: dark; font-size: 20px; }`);
    const card = document.createElement('div');
    card.className = 'card';
    card.attachShadow({ mode: 'open' });
    document.body.append(card);
    onTestFinished(() => card.remove());
    const variables: Variables = {
      colorPrimary: '--brand',
      colorText: 'currentColor',
      colorBackground: 'light-dark(white, black)',
      borderRadius: '1em',
      fontSizeBase: '0.8em',
    };
    expect(read(variables, card)).toEqual({
      colorPrimary: '#0000ff',
      colorText: '#008000',
      colorBackground: '#000000',
      borderRadius: '20px',
      fontSizeBase: '16px',
    });
    expect(read({ colorPrimary: '--brand' })).toEqual({ colorPrimary: '#ff0000' });
  });

  it('follows changes of the page', () => {
    wear(':root { --background: 0 0% 100%; } .dark { --background: 222.2 84% 4.9%; }');
    expect(read({ colorBackground: '--background' })).toEqual({ colorBackground: '#ffffff' });
    document.documentElement.classList.add('dark');
    onTestFinished(() => document.documentElement.classList.remove('dark'));
    expect(read({ colorBackground: '--background' })).toEqual({ colorBackground: '#020817' });
  });

  it('is not affected by the page’s universal rules', () => {
    wear(`* { transition: all 1s; color: red !important; border-radius: 3px !important; font-size: 9px !important; }
      :root { --brand: #123456; --radius: 10px; }`);
    expect(
      read({ colorPrimary: '--brand', colorText: '#654321', borderRadius: '--radius', fontSizeBase: '15px' }),
    ).toEqual({ colorPrimary: '#123456', colorText: '#654321', borderRadius: '10px', fontSizeBase: '15px' });
  });
});

inBrowser('a value that is not a colour', () => {
  it('is converted to the form Connect.js accepts', () => {
    wear(':root { --font: "Inter", ui-sans-serif, sans-serif; --spacing: 0.625rem; --weight: bold; }');
    expect(
      read({
        fontFamily: '--font',
        fontSizeBase: '1rem',
        spacingUnit: '--spacing',
        buttonPaddingX: 'calc(var(--spacing) * 1.5)',
        buttonLabelFontWeight: '--weight',
        buttonLabelTextTransform: 'uppercase',
        actionPrimaryTextDecorationLine: 'underline',
        actionPrimaryTextDecorationStyle: 'dotted',
        actionPrimaryTextDecorationThickness: '0.125rem',
        overlayZIndex: 'calc(10 * 5)',
      }),
    ).toEqual({
      // Firefox keeps the quotes.
      fontFamily: expect.stringMatching(/^("?)Inter\1, ui-sans-serif, sans-serif$/),
      fontSizeBase: '16px',
      spacingUnit: '10px',
      buttonPaddingX: '15px',
      buttonLabelFontWeight: '700',
      buttonLabelTextTransform: 'uppercase',
      actionPrimaryTextDecorationLine: 'underline',
      actionPrimaryTextDecorationStyle: 'dotted',
      actionPrimaryTextDecorationThickness: '2px',
      overlayZIndex: 50,
    });
  });

  it('is clamped to what Connect.js accepts: a pill gets the largest radius', () => {
    expect(
      read({
        badgeBorderRadius: 'calc(infinity * 1px)',
        borderRadius: '9999px',
        buttonBorderRadius: '99px',
        spacingUnit: '4px',
        fontSizeBase: '3rem',
      }),
    ).toEqual({
      badgeBorderRadius: '24px',
      borderRadius: '24px',
      buttonBorderRadius: '99px',
      spacingUnit: '8px',
      fontSizeBase: '40px',
    });
  });

  it('becomes a pill when its radius is infinite, however the browser prints that', () => {
    const { getComputedStyle } = window;
    // How WebKit and Firefox print it, in place of Chromium.
    const printed = (property: string, value: string) =>
      parseFloat(value) > 1e6 ? (property.endsWith('radius') ? 'infinity * 1px' : '3.40282e+38px') : value;
    vi.spyOn(window, 'getComputedStyle').mockImplementation((of) => {
      const style = getComputedStyle.call(window, of);
      const getPropertyValue = (property: string) => printed(property, style.getPropertyValue(property));
      return { getPropertyValue } as CSSStyleDeclaration;
    });
    const pill = 'calc(infinity * 1px)';
    expect(read({ borderRadius: pill, buttonBorderRadius: pill })).toEqual({
      borderRadius: '24px',
      buttonBorderRadius: '9999px',
    });
  });
});

inBrowser('a value that cannot be resolved', () => {
  it.each<[string, Variables]>([
    ['an undefined name', { colorPrimary: '--nowhere-1' }],
    ['a circular reference', { colorPrimary: '--circle-a' }],
    ['not a colour', { colorPrimary: 'bluish' }],
    ['a length as a colour', { colorPrimary: '12px' }],
    ['a colour as a length', { borderRadius: 'tomato' }],
    ['a number as a length', { borderRadius: '8' }],
    ['a percentage as a length', { borderRadius: '50%' }],
    ['two radii', { borderRadius: '4px 8px' }],
    ['an empty value', { colorPrimary: '' }],
    ['inherit', { colorPrimary: 'inherit' }],
    ['channels of no known kind', { colorPrimary: '0.62 0.21 259' }],
  ])('(%s) is left out with one warning that names it', (_, variables) => {
    wear(':root { --circle-a: var(--circle-b); --circle-b: var(--circle-a); }');
    const [name] = Object.keys(variables);
    expect(read({ ...variables, colorText: 'black' })).toEqual({ colorText: '#000000' });
    expect(read(variables)).toEqual({});
    expect(warn.mock.calls.map(([text]) => String(text))).toEqual([expect.stringContaining(`\`${name}\``)]);
  });

  it('(a variable that Connect.js lacks) is reported with the nearest name', () => {
    expect(read({ colorPrimry: 'red' } as Variables)).toEqual({});
    expect(warn.mock.calls.map(([text]) => String(text))).toEqual([
      expect.stringContaining('Did you mean `colorPrimary`?'),
    ]);
  });

  it('(on an element outside the page) does not throw', () => {
    expect(read({ colorPrimary: '--brand-2' }, document.createElement('div'))).toEqual({});
  });
});

inBrowser('the page', () => {
  it('is left unchanged', () => {
    wear(':root { --brand: red; }');
    const before = document.documentElement.outerHTML;
    read({ colorPrimary: '--brand', colorText: 'lab(50 0 0)', borderRadius: 'nonsense' });
    expect(document.documentElement.outerHTML).toBe(before);
  });
});
