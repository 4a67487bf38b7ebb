import type { Messages } from '../ui/messages.js';
import { arabic, arabicWidgets } from '../ui/messages/ar.js';
import { french, frenchWidgets } from '../ui/messages/fr.js';
import type { WidgetMessages } from '../ui/widgetMessages.js';
import type { WidgetLanguage } from '../widgets/WidgetContext.js';

interface Texts {
  messages?: Messages;
  widgets?: WidgetMessages;
  /** English that stands in for a language that we have no texts in may be between words of the page's: it says nothing. */
  language?: WidgetLanguage;
}

const TEXTS: Record<string, Texts> = {
  ar: { messages: arabic, widgets: arabicWidgets, language: { lang: 'ar', dir: 'rtl' } },
  en: { language: { lang: 'en', dir: 'ltr' } },
  fr: { messages: french, widgets: frenchWidgets, language: { lang: 'fr', dir: 'ltr' } },
};

/** A page without a bundler imports no texts: they come with the script, and say what they are in. */
export const textsFor = (locale: string): Texts => TEXTS[locale.split(/[-_]/)[0]!.toLowerCase()] ?? {};
