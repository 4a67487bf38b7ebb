/** `fr_ca` as BCP 47 has it. What is no locale is left out, and Stripe follows the browser. */
export function canonicalLocale(locale: string | undefined): string | undefined {
  try {
    // WebKit leaves Filipino its old name.
    return locale
      ? Intl.getCanonicalLocales(locale.replaceAll('_', '-'))[0]?.replace(/^tl\b/, 'fil')
      : undefined;
  } catch {
    return undefined;
  }
}
