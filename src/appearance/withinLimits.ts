/** The ranges in pixels that connect-js documents. Connect.js does not accept values outside. */
const LIMITS: ReadonlyArray<readonly [RegExp, number, number]> = [
  [/^fontSizeBase$/, 1, 40],
  [/FontSize$/, 1, 200],
  [/^spacingUnit$/, 8, 20],
  [/^(border|formBorder|badgeBorder|overlayBorder)Radius$/, 0, 24],
];

/** The nearest length that Connect.js accepts: a pill of 9999px looks as round with 24px. */
export function withinLimits(name: string, value: string): string {
  const pixels = Number(/^(.+)px$/.exec(value)?.[1] ?? NaN);
  if (Number.isNaN(pixels)) return value;
  // In Firefox an infinite length, such as a pill's radius, is 3.4e+38 pixels: `most` turns it into a plain number.
  const [, least = -Infinity, most = 9999] = LIMITS.find(([pattern]) => pattern.test(name)) ?? [];
  return `${Number(Math.min(most, Math.max(least, pixels)).toFixed(3))}px`;
}
