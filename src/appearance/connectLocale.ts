import { warnOnce } from '../session/warnOnce.js';
import { canonicalLocale } from './canonicalLocale.js';

/** The languages that Connect embedded components support, according to Stripe's documentation. */
const SPOKEN =
  ' bg cs da de el en es et fi fil fr hr hu id it ja ko lt lv ms mt nb nl pl pt ro sk sl sv th tr vi zh ';

/**
 * A locale for Connect.js. In development, this warns about one that its components do not support. Stripe.js
 * supports more.
 */
export function connectLocale(locale: string | undefined): string | undefined {
  const known = canonicalLocale(locale);
  if (process.env.NODE_ENV !== 'production' && locale && !SPOKEN.includes(` ${known?.split('-')[0]} `))
    warnOnce(
      `Stripe's components do not support "${locale}", so they fall back to ${known ? 'English' : "the browser's language"}. Use a locale such as en-US, fr-FR or pt-BR.`,
    );
  return known;
}
