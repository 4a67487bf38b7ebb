'use client';

import type { ComponentType, FunctionComponent } from 'react';
import type { WidgetMessages } from '../ui/widgetMessages.js';
import { useFrame } from './useFrame.js';
import { WidgetFrame, type WidgetProps } from './WidgetFrame.js';

/** Creates a frame around one of the components, and passes that component's own props on to it. */
export function createWidget<Props extends object>(
  displayName: string,
  name: keyof WidgetMessages,
  Component: ComponentType<Props>,
): FunctionComponent<Omit<Props, keyof WidgetProps> & WidgetProps> {
  function Widget(props: Omit<Props, keyof WidgetProps> & WidgetProps) {
    const { frame, rest } = useFrame(props, name);
    return (
      <WidgetFrame {...frame}>
        <Component {...(rest as unknown as Props)} />
      </WidgetFrame>
    );
  }
  Widget.displayName = displayName;
  return Widget;
}
