import { canonicalLocale } from './canonicalLocale.js';

/** The languages that Connect's embedded components speak, as Stripe's documentation lists them. */
const SPOKEN =
  ' bg cs da de el en es et fi fil fr hr hu id it ja ko lt lv ms mt nb nl pl pt ro sk sl sv th tr vi zh ';

const told = new Set<string>();

/** `en_US` and `pt-br` as BCP 47 has them. What is no locale is left out, and Connect.js follows the browser. */
export function normaliseLocale(locale: string): string | undefined {
  const known = canonicalLocale(locale);
  if (
    process.env.NODE_ENV !== 'production' &&
    !SPOKEN.includes(` ${known?.split('-')[0]} `) &&
    !told.has(locale)
  ) {
    told.add(locale);
    // oxlint-disable-next-line no-console
    console.warn(
      `[stripe-embedded] Stripe's components do not speak "${locale}", so they fall back to ${known ? 'English' : "the browser's language"}. Use a locale such as en-US, fr-FR or pt-BR.`,
    );
  }
  return known;
}
