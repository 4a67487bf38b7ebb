import { arabic, arabicWidgets } from '../ui/messages/ar.js';
import { french, frenchWidgets } from '../ui/messages/fr.js';
import type { Messages } from '../ui/messages.js';
import type { WidgetMessages } from '../ui/widgetMessages.js';

interface Texts {
  messages?: Messages;
  widgets?: WidgetMessages;
}

const ENGLISH: Texts = {};

const TEXTS: Record<string, Texts> = {
  ar: { messages: arabic, widgets: arabicWidgets },
  fr: { messages: french, widgets: frenchWidgets },
};

/** A page without a bundler imports no texts: they come with the script. */
export const textsFor = (locale = ''): Texts => TEXTS[locale.split(/[-_]/)[0]!.toLowerCase()] ?? ENGLISH;
