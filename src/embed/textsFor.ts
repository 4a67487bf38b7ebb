import { canonicalLocale } from '../appearance/canonicalLocale.js';
import type { Messages } from '../ui/messages.js';
import { arabic, arabicWidgets } from '../ui/messages/ar.js';
import { french, frenchWidgets } from '../ui/messages/fr.js';
import type { WidgetMessages } from '../ui/widgetMessages.js';
import type { WidgetLanguage } from '../widgets/WidgetContext.js';

interface Texts {
  messages?: Messages;
  widgets?: WidgetMessages;
}

const TEXTS: Record<string, Texts> = {
  ar: { messages: arabic, widgets: arabicWidgets },
  en: {},
  fr: { messages: french, widgets: frenchWidgets },
};

/** A page without a bundler imports no texts: they come with the script, and say what they are in. */
export function textsFor(locale = ''): Texts & { language?: WidgetLanguage } {
  const [name] = locale.toLowerCase().split(/[-_]/);
  const texts = TEXTS[name!];
  // English that stands in for a language that we have no texts in may be between words of the page's.
  if (!texts) return {};
  return { ...texts, language: { lang: canonicalLocale(locale), dir: name === 'ar' ? 'rtl' : undefined } };
}
