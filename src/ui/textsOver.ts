/** A part of the texts. A text may also be `undefined`, for example while its translation is loading. */
export type SomeOf<Texts> = { [Name in keyof Texts]?: Texts[Name] | undefined };

/** The defaults, overridden by the page's own texts. */
export function textsOver<Texts extends object>(below: Texts, own: SomeOf<Texts> | undefined): Texts {
  const texts = { ...below };
  for (const name in own) texts[name] = own[name] ?? below[name];
  return texts;
}
