/** `fr_ca` as BCP 47 has it. What is no locale is left out, and Stripe follows the browser. */
export function canonicalLocale(locale: string | undefined): string | undefined {
  try {
    return locale ? Intl.getCanonicalLocales(locale.replaceAll('_', '-'))[0] : undefined;
  } catch {
    return undefined;
  }
}
