type Triple = [number, number, number];

const PRINTED = /^(rgba?|oklab|oklch|color)\(\s*(srgb\s)?\s*([^()]+)\)$/;

/**
 * Converts a colour as a browser serialises it to a form that Connect.js accepts: hex, or `rgba()` if it is
 * translucent. A colour outside sRGB is clipped, as in browsers. Returns undefined for an unknown form.
 */
export function rgbFromPrinted(printed: string): string | undefined {
  // A browser prints no colour this way, but happy-dom returns it as it was written.
  if (printed.startsWith('#')) return printed.replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3');
  const [, name, space, body = ''] = PRINTED.exec(printed) ?? [];
  if (!name || (name === 'color') !== Boolean(space)) return undefined;
  const [a = '', b = '', c = '', alpha = '1', ...more] = body.trim().split(/\s*[\s,/]\s*/);
  const rgb = toRgb(name, a, b, c);
  const opacity = Math.min(1, Math.max(0, part(alpha, 1)));
  return more.length || [...rgb, opacity].some(Number.isNaN) ? undefined : format(rgb, opacity);
}

function toRgb(name: string, a: string, b: string, c: string): Triple {
  if (name === 'oklab') return oklabToRgb(part(a, 1), part(b, 0.4), part(c, 0.4));
  if (name === 'oklch') {
    const chroma = part(b, 0.4);
    const hue = (part(c, 360) * Math.PI) / 180;
    return oklabToRgb(part(a, 1), chroma * Math.cos(hue), chroma * Math.sin(hue));
  }
  const full = name === 'color' ? 1 : 255;
  return [part(a, full) / full, part(b, full) / full, part(c, full) / full];
}

/** A number, a percentage of `full`, or `none`. */
function part(text: string, full: number): number {
  if (text === 'none') return 0;
  if (!text) return NaN;
  return text.endsWith('%') ? (Number(text.slice(0, -1)) / 100) * full : Number(text.replace(/deg$/, ''));
}

/** Björn Ottosson's matrices, as given in CSS Color 4. */
function oklabToRgb(lightness: number, a: number, b: number): Triple {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encode(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encode(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encode(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** sRGB's transfer function. */
const encode = (linear: number) =>
  linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;

function format(rgb: Triple, opacity: number): string {
  const bytes = rgb.map((channel) => Math.round(Math.min(1, Math.max(0, channel)) * 255));
  const alpha = Number(opacity.toFixed(3));
  if (alpha < 1) return `rgba(${bytes.join(', ')}, ${alpha})`;
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
