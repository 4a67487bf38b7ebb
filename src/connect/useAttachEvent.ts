'use client';

import { useEffect } from 'react';

/** The events that Stripe's elements had before setters. */
export const ConnectElementEventNames = {
  exit: 'exit',
  close: 'close',
  instantPayoutCreated: 'instantpayoutcreated',
} as const;

export type ConnectElementEventNames =
  (typeof ConnectElementEventNames)[keyof typeof ConnectElementEventNames];

/**
 * Listens to an event of Stripe's element.
 *
 * @deprecated Stripe's elements have setters: use `useUpdateWithSetter`. Kept so that code written for `@stripe/react-connect-js` runs.
 * @example
 * useAttachEvent(component, ConnectElementEventNames.exit, onExit);
 */
export function useAttachEvent(
  component: HTMLElement | null,
  eventName: ConnectElementEventNames,
  listener: () => void,
): void {
  useEffect(() => {
    component?.addEventListener(eventName, listener);
    return () => component?.removeEventListener(eventName, listener);
  }, [component, eventName, listener]);
}
