/**
 * The CSS property that a variable's value belongs to, by the variable's name. It distinguishes colours from lengths.
 */
export const CSS_PROPERTIES: ReadonlyArray<readonly [RegExp, string]> = [
  [/color/i, 'color'],
  [/^fontFamily$/, 'font-family'],
  [/fontSize/i, 'font-size'],
  [/FontWeight$/, 'font-weight'],
  [/TextTransform$/, 'text-transform'],
  [/DecorationLine$/, 'text-decoration-line'],
  [/DecorationStyle$/, 'text-decoration-style'],
  [/DecorationThickness$/, 'text-decoration-thickness'],
  // `order` computes to an integer too. `z-index` itself computes to `auto` on elements that are not positioned.
  [/ZIndex$/, 'order'],
  // Not `border-radius`: for it, WebKit does not serialise `calc(infinity * 1px)`, Tailwind's pill, as a number.
  [/Padding|Radius$|^spacingUnit$/, 'padding-left'],
];
