import type { Stripe, StripeConstructorOptions } from '@stripe/stripe-js';
import { loadStripe } from '@stripe/stripe-js/pure/index.js';
import type { Clock } from '../session/clock.js';
import { createShared } from '../session/createShared.js';
import { fault } from '../session/errors.js';
import { inTime } from '../session/inTime.js';

interface BankScriptOptions {
  publishableKey: string;
  /** The connected account that Stripe.js acts for. */
  stripeAccount?: string;
  locale?: string;
  timeout: number;
  clock: Clock;
}

interface BankScript {
  loading: Promise<Stripe>;
  /** Set once the script has loaded, so that a click does not have to wait. */
  stripe?: Stripe;
}

const scripts = new Map<string, BankScript>();

const SCRIPT = 'Stripe.js';

const keyOf = ({ publishableKey, stripeAccount, locale }: BankScriptOptions) =>
  JSON.stringify([publishableKey, stripeAccount, locale]);

/** Stripe.js for this key, account and locale, if it is already loaded. */
export const bankScriptNow = (options: BankScriptOptions): Stripe | undefined =>
  scripts.get(keyOf(options))?.stripe;

/** Loads Stripe.js, once for each key, account and locale. After a failure, the next call tries again. */
export function loadBankScript(options: BankScriptOptions): Promise<Stripe> {
  const key = keyOf(options);
  const found = scripts.get(key);
  if (found) return found.loading;
  const script: BankScript = { loading: load(options) };
  scripts.set(key, script);
  script.loading.then(
    (stripe) => (script.stripe = stripe),
    () => scripts.delete(key),
  );
  return script.loading;
}

/**
 * Stripe.js accepts a language, and a region only where it makes a difference. It does not know script subtags
 * (`Hant`).
 */
const spoken = (locale?: string) => {
  const name = locale?.replace(/^zh-Hant(?!-HK).*/, 'zh-TW').replace('-Hant', '');
  return (REGIONAL.includes(name ?? '') ? name : name?.split('-')[0]) as StripeConstructorOptions['locale'];
};

const REGIONAL = ['en-GB', 'es-419', 'fr-CA', 'pt-BR', 'zh-HK', 'zh-TW'];

type StripeGlobal = (key: string, options: StripeConstructorOptions) => Stripe;

/** Matches the addresses of Stripe.js itself: a pricing table and others are loaded from the same host. */
const TAG =
  'script[src^="https://js.stripe.com/"]:is([src$="/v3"], [src$="/v3/"], [src*="?"], [src*="/stripe.js"])';

const FIRST = 'https://js.stripe.com/v3/';

/**
 * The address of a script that hung. Stripe's loader would wait for it for ever, so we insert the next tag ourselves.
 */
let hung: string | undefined;

/** Bypasses Stripe's loader from now on. Returns the tag that the loader is waiting for, if it is on the page. */
function passLoader() {
  const tag = document.querySelector<HTMLScriptElement>(TAG);
  hung ??= tag?.src ?? FIRST;
  return tag;
}

function load({ publishableKey, stripeAccount, locale, timeout, clock }: BankScriptOptions): Promise<Stripe> {
  const options = { stripeAccount, locale: spoken(locale) };
  const src = hung;
  const loading = src
    ? coming
        .share(() => putTag(src))
        .then(() => (window as unknown as { Stripe: StripeGlobal }).Stripe(publishableKey, options))
    : loadStripe(publishableKey, options);
  const loaded = loading.then(
    (stripe) => stripe ?? blocked(),
    (cause) => {
      // For example, markup with the id `Stripe` shadowed the script's function. The loader remembers that failure too.
      passLoader();
      return blocked(cause);
    },
  );
  return inTime(clock, timeout, loaded, () => {
    passLoader()?.remove();
    coming.forget();
    return late(timeout);
  });
}

export function blocked(cause?: unknown): never {
  throw fault('script_blocked', { script: SCRIPT }, { cause, retryable: true });
}

export const late = (timeout: number) =>
  fault('script_timeout', { script: SCRIPT, timeout }, { retryable: true });

/** Our own script tag while it is loading, so that everybody waits for the same one. */
const coming = createShared<unknown>();

const putTag = (src: string) =>
  new Promise<unknown>((resolve, reject) => {
    if (typeof (window as unknown as { Stripe: unknown }).Stripe === 'function') return resolve(undefined);
    const tag = Object.assign(document.createElement('script'), { src, onload: resolve });
    tag.addEventListener('error', (cause) => {
      tag.remove();
      reject(cause);
    });
    document.head.append(tag);
  });
