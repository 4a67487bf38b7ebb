'use client';

import { createContext, useContext, useId, useMemo } from 'react';
import { textsOver, type SomeOf } from '../ui/textsOver.js';
import { englishWidgets, type WidgetMessages } from '../ui/widgetMessages.js';

/** What the texts are in, where that may not be what the page is in. */
export interface WidgetLanguage {
  lang: string;
  dir: 'ltr' | 'rtl';
}

/** What a dashboard, or an element of embed.js, hands down to its widgets. */
interface WidgetContextValue {
  language?: WidgetLanguage | undefined;
  messages?: SomeOf<WidgetMessages> | undefined;
  /** Before the ids: Preact counts them anew in each root, and each element is a root. */
  ids?: string;
}

export const WidgetContext = createContext<WidgetContextValue>({});
WidgetContext.displayName = 'WidgetContext';

/** The widget's own texts over the dashboard's over English. */
export function useWidgetMessages(own: SomeOf<WidgetMessages> | undefined): WidgetMessages {
  const { messages } = useContext(WidgetContext);
  return useMemo(() => textsOver(textsOver(englishWidgets, messages), own), [messages, own]);
}

/** An id that nothing else on the page has. */
export function useWidgetId(): string {
  const { ids = '' } = useContext(WidgetContext);
  return ids + useId();
}
