'use client';

import { createContext, useContext, useId, useMemo } from 'react';
import { textsOver, type SomeOf } from '../ui/textsOver.js';
import { englishWidgets, type WidgetMessages } from '../ui/widgetMessages.js';

/** The language of the texts, if it may differ from the page's. */
export interface WidgetLanguage {
  lang: string;
  dir: 'ltr' | 'rtl';
}

/** What a dashboard, or an element of embed.js, passes to its widgets. */
interface WidgetContextValue {
  language?: WidgetLanguage | undefined;
  messages?: SomeOf<WidgetMessages> | undefined;
  /** A prefix for ids: Preact restarts its ids in every root, and each element is a root. */
  ids?: string;
}

export const WidgetContext = createContext<WidgetContextValue>({});
WidgetContext.displayName = 'WidgetContext';

/** The widget's own texts, then the dashboard's, then English. */
export function useWidgetMessages(own: SomeOf<WidgetMessages> | undefined): WidgetMessages {
  const { messages } = useContext(WidgetContext);
  return useMemo(() => textsOver(textsOver(englishWidgets, messages), own), [messages, own]);
}

/** An id that is unique on the page. */
export function useWidgetId(): string {
  const { ids = '' } = useContext(WidgetContext);
  return ids + useId();
}
