'use client';

import type { ComponentType, FunctionComponent } from 'react';
import type { WidgetMessages } from '../ui/widgetMessages.js';
import { useFrame } from './useFrame.js';
import { WidgetFrame, type WidgetProps } from './WidgetFrame.js';

/** A frame around one of the components, with that component's own props passed on to it. */
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
