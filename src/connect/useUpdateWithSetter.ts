'use client';

import { useContext, useEffect, useInsertionEffect, useRef } from 'react';
import { fault } from '../session/errors.js';
import { isEqual } from '../session/isEqual.js';
import { shield } from '../session/shield.js';
import { ConnectContext } from './ConnectContext.js';
import type { ConnectComponentProps, ConnectTag } from './connectProps.js';

type PropsByTag = { [Tag in ConnectTag]: ConnectComponentProps<Tag> };
/**
 * All values that Stripe's setters accept, so that TypeScript infers an inline `'refunded'` as a literal, not as
 * `string`.
 */
type StripeValue = { [Tag in ConnectTag]: PropsByTag[Tag][keyof PropsByTag[Tag]] }[ConnectTag];
/** What newer setters may accept. */
type Other = string | number | boolean | object | null | undefined;

type Callable = (...values: unknown[]) => unknown;

/**
 * Passes a prop to Stripe's element. A value is passed whenever it changes. A handler is passed once and always calls
 * the newest one. It is the hook of `@stripe/react-connect-js`, except that the original calls the setter on every
 * render. Only `value` is watched, so pass whatever else the setter needs through it.
 *
 * @example
 * useUpdateWithSetter(component, defaultFilters, (element, value) => element.setDefaultFilters(value));
 */
export function useUpdateWithSetter<Component extends HTMLElement, Value extends StripeValue | Other>(
  component: Component | null,
  value: Value,
  onUpdated: (component: Component, value: Value) => void,
): void {
  const context = useContext(ConnectContext);
  const newest = useRef<Value>(undefined);
  const pushed = useRef<{ component: Component; value: unknown; isRefused: boolean }>(undefined);
  useInsertionEffect(() => {
    newest.current = value;
  });
  useEffect(() => {
    if (!component) return void (pushed.current = undefined);
    const before = pushed.current?.component === component ? pushed.current : undefined;
    const isHandler = typeof value === 'function';
    if (before && (isHandler ? typeof before.value === 'function' : isEqual(before.value, value))) return;
    // An element that has left the page must not call the page's handlers any more.
    const stable: Callable = (...values) =>
      pushed.current?.component === component
        ? (newest.current as Callable | undefined)?.(...values)
        : undefined;
    pushed.current = { component, value, isRefused: before?.isRefused ?? false };
    try {
      onUpdated(component, isHandler ? (stable as Value) : value);
    } catch (cause) {
      // Report it once: the next value will throw too.
      if (pushed.current.isRefused) return;
      pushed.current.isRefused = true;
      const tag = component.localName.replace('stripe-connect-', '');
      const error = fault('setter_failed', { tag, prop: 'value' }, { cause, component: tag });
      // oxlint-disable-next-line no-console -- an element from elsewhere has no provider to report to
      shield(() => (context?.report ?? console.error)(error));
    }
  });
  // Cleared in the commit that removes it, not when it is hidden: Stripe still calls the handlers of a hidden element.
  useInsertionEffect(() => () => void (newest.current = undefined), []);
}
