'use client';

import { createContext, useContext, useMemo } from 'react';
import { englishWidgets, type WidgetMessages } from '../ui/widgetMessages.js';

/** What a dashboard hands down to its widgets. */
interface WidgetContextValue {
  messages?: Partial<WidgetMessages>;
}

export const WidgetContext = createContext<WidgetContextValue>({});
WidgetContext.displayName = 'WidgetContext';

/** The widget's own texts over the dashboard's over English. */
export function useWidgetMessages(own: Partial<WidgetMessages> | undefined): WidgetMessages {
  const { messages } = useContext(WidgetContext);
  return useMemo(() => ({ ...englishWidgets, ...messages, ...own }), [messages, own]);
}
