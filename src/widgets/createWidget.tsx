'use client';

import type { ComponentType, FunctionComponent } from 'react';
import type { WidgetMessages } from '../ui/widgetMessages.js';
import { useWidgetMessages } from './WidgetContext.js';
import { WidgetFrame, type WidgetProps } from './WidgetFrame.js';

/** A frame around one of the components, with that component's own props passed on to it. */
export function createWidget<Props extends object>(
  name: string,
  title: keyof WidgetMessages,
  Component: ComponentType<Props>,
): FunctionComponent<Omit<Props, keyof WidgetProps> & WidgetProps> {
  function Widget(props: Omit<Props, keyof WidgetProps> & WidgetProps) {
    const { title: own, actions, headingLevel, messages, className, style, ...rest } = props;
    const texts = useWidgetMessages(messages);
    return (
      <WidgetFrame
        title={own === undefined ? texts[title] : own}
        actions={actions}
        headingLevel={headingLevel}
        messages={messages}
        className={className}
        style={style}
      >
        <Component {...(rest as unknown as Props)} />
      </WidgetFrame>
    );
  }
  Widget.displayName = name;
  return Widget;
}
