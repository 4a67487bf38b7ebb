'use client';

import { useEffect, useRef } from 'react';
import { fault } from '../session/errors.js';
import { isEqual } from '../session/isEqual.js';
import { shield } from '../session/shield.js';
import { useConnectContext } from './ConnectContext.js';

type Callable = (...values: unknown[]) => unknown;

/**
 * Brings a prop to Stripe's element: any value when it changed, and a handler once, with the newest one behind it.
 * As `@stripe/react-connect-js` has it, which calls the setter again at each render.
 *
 * @example
 * useUpdateWithSetter(component, defaultFilters, (element, value) => element.setDefaultFilters(value));
 */
export function useUpdateWithSetter<Component extends HTMLElement, Value>(
  component: Component | null,
  value: Value,
  onUpdated: (component: Component, value: Value) => void,
): void {
  const { report } = useConnectContext('useUpdateWithSetter');
  const newest = useRef(value);
  const pushed = useRef<{ component: Component; value: unknown }>(undefined);
  useEffect(() => {
    newest.current = value;
    if (!component) return;
    const before = pushed.current?.component === component ? pushed.current : undefined;
    const isHandler = typeof value === 'function';
    if (before && (isHandler ? typeof before.value === 'function' : isEqual(before.value, value))) return;
    const stable: Callable = (...values) => (newest.current as Callable | undefined)?.(...values);
    pushed.current = { component, value };
    try {
      onUpdated(component, isHandler ? (stable as Value) : value);
    } catch (cause) {
      const tag = component.localName.replace('stripe-connect-', '');
      shield(() => report(fault('setter_failed', { tag, prop: 'value' }, { cause, component: tag })));
    }
  });
}
