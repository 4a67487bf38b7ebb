/** The ranges in pixels that connect-js documents. What is outside, Connect.js does not take. */
const LIMITS: ReadonlyArray<readonly [RegExp, number, number]> = [
  [/^fontSizeBase$/, 1, 40],
  [/FontSize$/, 1, 200],
  [/^spacingUnit$/, 8, 20],
  [/^(border|formBorder|badgeBorder|overlayBorder)Radius$/, 0, 24],
];

/** A pill of 9999px is as round with 24px: the nearest length that Connect.js takes. */
export function withinLimits(name: string, value: string): string {
  const pixels = Number(/^(.+)px$/.exec(value)?.[1] ?? NaN);
  if (Number.isNaN(pixels)) return value;
  // To Firefox an endless length, as of a pill's radius, is 3.4e+38 pixels: `most` makes a plain number of it.
  const [, least = -Infinity, most = 9999] = LIMITS.find(([pattern]) => pattern.test(name)) ?? [];
  return `${Number(Math.min(most, Math.max(least, pixels)).toFixed(3))}px`;
}
