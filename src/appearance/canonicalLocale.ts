/**
 * Converts `fr_ca` to its BCP 47 form. Returns undefined if it is not a locale, and Stripe follows the browser then.
 */
export function canonicalLocale(locale: string | undefined): string | undefined {
  try {
    // WebKit keeps the old tag for Filipino.
    return locale
      ? Intl.getCanonicalLocales(locale.replaceAll('_', '-'))[0]?.replace(/^tl\b/, 'fil')
      : undefined;
  } catch {
    return undefined;
  }
}
