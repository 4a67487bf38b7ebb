'use client';

import { useEffect } from 'react';

/**
 * Sets an attribute on Stripe's element. `undefined` removes it.
 *
 * @deprecated Stripe's elements have setters: use `useUpdateWithSetter`. Kept so that code written for `@stripe/react-connect-js` runs.
 * @example
 * useAttachAttribute(component, 'data-page', page);
 */
export function useAttachAttribute(
  component: HTMLElement | null,
  attribute: string,
  value: string | boolean | undefined,
): void {
  useEffect(() => {
    if (value === undefined) component?.removeAttribute(attribute);
    else component?.setAttribute(attribute, String(value));
  }, [component, attribute, value]);
}
