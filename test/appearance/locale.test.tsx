import { ConnectPayments } from 'stripe-embedded';
import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest';
import { renderConnect, shownBy, stage } from '../support/stage.js';

let warn: MockInstance<typeof console.warn>;
beforeEach(() => void (warn = vi.spyOn(console, 'warn').mockImplementation(() => {})));
afterEach(() => vi.restoreAllMocks());

/** The warnings about languages. */
const told = () =>
  warn.mock.calls
    .map(([text]) => String(text))
    .filter((text) => text.includes('components do not support "'));

/** The language of Stripe's element. */
const language = () =>
  document.querySelector('stripe-connect-payments')!.shadowRoot!.querySelector<HTMLElement>('.root')!.lang;

async function show(locale: string) {
  const set = stage();
  const view = renderConnect(set, <ConnectPayments />, { locale });
  await set.tick();
  return { ...view, set };
}

describe('a locale', () => {
  it.each([
    ['en_US', 'en-US'],
    ['pt-br', 'pt-BR'],
    ['zh_hant_tw', 'zh-Hant-TW'],
    ['FR', 'fr'],
    ['tl-PH', 'fil-PH'],
    ['en-US-u-ca-gregory', 'en-US-u-ca-gregory'],
  ])('written as %s is passed to Stripe as %s', async (locale, expected) => {
    await show(locale);
    expect(language()).toBe(expected);
    expect(told()).toEqual([]);
  });

  it('can use Filipino’s old code even where the browser keeps it, as WebKit does', async () => {
    vi.spyOn(Intl, 'getCanonicalLocales').mockImplementation((locale) => [String(locale)]);
    await show('tl_PH');
    expect(language()).toBe('fil-PH');
    expect(told()).toEqual([]);
  });

  it('can change for components that are already mounted', async () => {
    const { rerender, set } = await show('en_GB');
    const element = document.querySelector('stripe-connect-payments');
    rerender({ locale: 'fr_CA' });
    await set.tick();
    expect(language()).toBe('fr-CA');
    expect(shownBy('payments')).toContain('Paiements');
    expect(document.querySelector('stripe-connect-payments')).toBe(element);
  });
});

describe('a locale that Stripe does not support', () => {
  it.each(['he-IL', 'uk', 'sw_KE'])('(%s) is passed on, with one warning', async (locale) => {
    const { rerender } = await show(locale);
    rerender({ theme: 'dark' });
    expect(language()).toBe(locale.replace('_', '-'));
    expect(told()).toEqual([expect.stringMatching(new RegExp(`"${locale}".+English.+en-US`))]);
  });
});

describe('an invalid locale', () => {
  it.each(['english (US)', '-', '123', 'e', 'fr--FR', '🇫🇷', 'undefined-x'])(
    '(%s) is left out with one warning, so Stripe follows the browser',
    async (locale) => {
      vi.spyOn(navigator, 'language', 'get').mockReturnValue('fr-BE');
      const { rerender } = await show(locale);
      rerender({ theme: 'dark' });
      expect(language()).toBe('fr-BE');
      expect(told()).toEqual([expect.stringContaining(`"${locale}", so they fall back to the browser`)]);
    },
  );
});
