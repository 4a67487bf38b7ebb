'use client';

import { useContext, useEffect, useInsertionEffect, useRef } from 'react';
import { fault } from '../session/errors.js';
import { isEqual } from '../session/isEqual.js';
import { shield } from '../session/shield.js';
import { ConnectContext } from './ConnectContext.js';
import type { ConnectComponentProps, ConnectTag } from './connectProps.js';

type PropsByTag = { [Tag in ConnectTag]: ConnectComponentProps<Tag> };
/** Whatever Stripe's setters take: so that `'refunded'`, written inline, is taken for that and not for any text. */
type StripeValue = { [Tag in ConnectTag]: PropsByTag[Tag][keyof PropsByTag[Tag]] }[ConnectTag];
/** What a newer setter may take. */
type Other = string | number | boolean | object | null | undefined;

type Callable = (...values: unknown[]) => unknown;

/**
 * Brings a prop to Stripe's element: any value when it changed, and a handler once, with the newest one behind it.
 * As `@stripe/react-connect-js` has it, which calls the setter again at each render. Only the value is watched:
 * whatever else the setter needs goes through it.
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
    // Of an element that has left the page, the page hears nothing.
    const stable: Callable = (...values) =>
      pushed.current?.component === component
        ? (newest.current as Callable | undefined)?.(...values)
        : undefined;
    pushed.current = { component, value, isRefused: before?.isRefused ?? false };
    try {
      onUpdated(component, isHandler ? (stable as Value) : value);
    } catch (cause) {
      // Once: it will throw for the next value too.
      if (pushed.current.isRefused) return;
      pushed.current.isRefused = true;
      const tag = component.localName.replace('stripe-connect-', '');
      const error = fault('setter_failed', { tag, prop: 'value' }, { cause, component: tag });
      // oxlint-disable-next-line no-console -- an element from elsewhere has nobody else to tell
      shield(() => (context?.report ?? console.error)(error));
    }
  });
  // In the commit that takes it away: while it is hidden, it is still asked.
  useInsertionEffect(() => () => void (newest.current = undefined), []);
}
