'use client';

import type { WidgetMessages } from '../ui/widgetMessages.js';
import { useWidgetMessages } from './WidgetContext.js';
import type { WidgetProps } from './WidgetFrame.js';

/** What a widget gives its frame, under its own name where it has no other title; and what is left for what stands in it. */
export function useFrame<Props extends WidgetProps>(
  props: Props,
  name: keyof WidgetMessages,
): { frame: WidgetProps; rest: Omit<Props, keyof WidgetProps>; texts: WidgetMessages } {
  const texts = useWidgetMessages(props.messages);
  const { title = texts[name], actions, headingLevel, messages, className, style, ...rest } = props;
  return { frame: { title, actions, headingLevel, messages, className, style }, rest, texts };
}
