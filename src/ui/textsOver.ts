/** Some of the texts: one of them may be `undefined` where its translation has not loaded yet. */
export type SomeOf<Texts> = { [Name in keyof Texts]?: Texts[Name] | undefined };

/** The page's own texts over those that are there without them. */
export function textsOver<Texts extends object>(below: Texts, own: SomeOf<Texts> | undefined): Texts {
  const texts = { ...below };
  for (const name in own) texts[name] = own[name] ?? below[name];
  return texts;
}
