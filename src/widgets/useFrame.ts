'use client';

import type { WidgetMessages } from '../ui/widgetMessages.js';
import { useWidgetMessages } from './WidgetContext.js';
import type { WidgetProps } from './WidgetFrame.js';

/**
 * Splits a widget's props into those of the frame and the rest for its content. The title defaults to the widget's
 * name.
 */
export function useFrame<Props extends WidgetProps>(
  props: Props,
  name: keyof WidgetMessages,
): { frame: WidgetProps; rest: Omit<Props, keyof WidgetProps>; texts: WidgetMessages } {
  const texts = useWidgetMessages(props.messages);
  const { title = texts[name], actions, headingLevel, messages, className, style, ...rest } = props;
  return { frame: { title, actions, headingLevel, messages, className, style }, rest, texts };
}
