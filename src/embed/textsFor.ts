import type { Messages } from '../ui/messages.js';
import { arabic, arabicWidgets } from '../ui/messages/ar.js';
import { french, frenchWidgets } from '../ui/messages/fr.js';
import type { WidgetMessages } from '../ui/widgetMessages.js';
import type { WidgetLanguage } from '../widgets/WidgetContext.js';

interface Texts {
  messages?: Messages;
  widgets?: WidgetMessages;
  /**
   * Unset if English stands in for a language that we have no texts for, because the page's own texts may be mixed
   * in.
   */
  language?: WidgetLanguage;
}

const TEXTS: Record<string, Texts> = {
  ar: { messages: arabic, widgets: arabicWidgets, language: { lang: 'ar', dir: 'rtl' } },
  en: { language: { lang: 'en', dir: 'ltr' } },
  fr: { messages: french, widgets: frenchWidgets, language: { lang: 'fr', dir: 'ltr' } },
};

/** A page without a bundler cannot import texts, so they are part of the script, each with its language. */
export const textsFor = (locale: string): Texts => TEXTS[locale.split(/[-_]/)[0]!.toLowerCase()] ?? {};
