import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colorFromChannels } from '../../src/appearance/colorFromChannels.js';
import { rgbFromPrinted } from '../../src/appearance/printedColor.js';

describe('a colour as browsers print it', () => {
  it.each([
    ['rgb(15, 23, 42)', '#0f172a'],
    ['rgb(15 23 42)', '#0f172a'],
    ['rgba(15, 23, 42, 0.5)', 'rgba(15, 23, 42, 0.5)'],
    ['rgba(0, 0, 0, 0)', 'rgba(0, 0, 0, 0)'],
    ['rgba(15, 23, 42, 1)', '#0f172a'],
    ['rgb(14.6 23.4 42 / 50%)', 'rgba(15, 23, 42, 0.5)'],
    ['color(srgb 1 0.5 0)', '#ff8000'],
    ['color(srgb 1 0.5 0 / 0.25)', 'rgba(255, 128, 0, 0.25)'],
    ['color(srgb 100% 50% none)', '#ff8000'],
    ['color(srgb 1.2 -0.1 0)', '#ff0000'],
    ['oklch(0.623 0.214 259.815)', '#2b7fff'],
    ['oklch(62.3% 0.214 259.815deg / 0.5)', 'rgba(43, 127, 255, 0.5)'],
    ['oklch(0.205 0 none)', '#171717'],
    ['oklch(1 0 0)', '#ffffff'],
    ['oklch(0 0 0)', '#000000'],
    ['oklab(0.627955 0.224863 0.125846)', '#ff0000'],
  ])('%s becomes %s', (printed, expected) => {
    expect(rgbFromPrinted(printed)).toBe(expected);
  });

  it.each([
    'lab(50 20 30)',
    'color(display-p3 1 0 0)',
    'color(srgb-linear 1 0 0)',
    'rgb(1, 2)',
    'rgb(1, 2, 3, 4, 5)',
    'rgb(a b c)',
    'red',
    '',
    'var(--x)',
  ])('(%s) in an unknown form is left to the browser', (printed) => {
    expect(rgbFromPrinted(printed)).toBeUndefined();
  });

  it('keeps every channel and alpha it can express', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(byte, byte, byte, fc.integer({ min: 0, max: 99 }), (r, g, b, percent) => {
        const expected = `rgba(${r}, ${g}, ${b}, ${percent / 100})`;
        expect(rgbFromPrinted(`rgba(${r}, ${g}, ${b}, ${percent / 100})`)).toBe(expected);
        expect(rgbFromPrinted(`color(srgb ${r / 255} ${g / 255} ${b / 255} / ${percent}%)`)).toBe(expected);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void rgbFromPrinted(`oklch(${text})`)));
    fc.assert(fc.property(fc.string(), (text) => void colorFromChannels(text)));
  });
});

describe('channels without their function', () => {
  it.each([
    ['222 47% 11%', 'hsl(222 47% 11%)'],
    ['222.2 47.4% 11.2% / 50%', 'hsl(222.2 47.4% 11.2% / 50%)'],
    ['-10deg 47% 11%', 'hsl(-10deg 47% 11%)'],
    ['222, 47%, 11%', 'hsl(222, 47%, 11%)'],
    ['15 23 42', 'rgb(15 23 42)'],
    ['13,110,253', 'rgb(13,110,253)'],
    ['15 23 42 / 0.5', 'rgb(15 23 42 / 0.5)'],
    ['62.3% 0.214 259.815', 'oklch(62.3% 0.214 259.815)'],
    ['100% 0 0', 'oklch(100% 0 0)'],
  ])('%s means %s', (channels, expected) => {
    expect(colorFromChannels(channels)).toBe(expected);
  });

  it.each(['red', '#000', 'rgb(1 2 3)', '12px', '1 2', '0.62 0.21 259', '1 2% 3', '1% 2% 3%', '1 2 3%', ''])(
    'are not what "%s" is',
    (text) => {
      expect(colorFromChannels(text)).toBeUndefined();
    },
  );
});
