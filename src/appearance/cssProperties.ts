/** The CSS property that a variable's value is one of, by the variable's name: it tells a colour from a length. */
export const CSS_PROPERTIES: ReadonlyArray<readonly [RegExp, string]> = [
  [/color/i, 'color'],
  [/^fontFamily$/, 'font-family'],
  [/fontSize/i, 'font-size'],
  [/FontWeight$/, 'font-weight'],
  [/TextTransform$/, 'text-transform'],
  [/DecorationLine$/, 'text-decoration-line'],
  [/DecorationStyle$/, 'text-decoration-style'],
  [/DecorationThickness$/, 'text-decoration-thickness'],
  // As a whole number; `z-index` itself computes to `auto` on what is not positioned.
  [/ZIndex$/, 'order'],
  // Of a radius, WebKit prints `calc(infinity * 1px)`, a pill of Tailwind's, as no number.
  [/Padding|Radius$|^spacingUnit$/, 'padding-left'],
];
