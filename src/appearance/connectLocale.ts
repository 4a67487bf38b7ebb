import { warnOnce } from '../session/warnOnce.js';
import { canonicalLocale } from './canonicalLocale.js';

/** The languages that Connect's embedded components speak, as Stripe's documentation lists them. */
const SPOKEN =
  ' bg cs da de el en es et fi fil fr hr hu id it ja ko lt lv ms mt nb nl pl pt ro sk sl sv th tr vi zh ';

/** A locale for Connect.js. In development, one that its components do not speak is told; Stripe.js speaks more. */
export function connectLocale(locale: string | undefined): string | undefined {
  const known = canonicalLocale(locale);
  if (process.env.NODE_ENV !== 'production' && locale && !SPOKEN.includes(` ${known?.split('-')[0]} `))
    warnOnce(
      `Stripe's components do not speak "${locale}", so they fall back to ${known ? 'English' : "the browser's language"}. Use a locale such as en-US, fr-FR or pt-BR.`,
    );
  return known;
}
