'use client';

import type { ConnectElementTagName, ConnectHTMLElementRecord } from '@stripe/connect-js';
import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore, type ReactElement } from 'react';
import { shield } from '../session/shield.js';
import { useConnectContext } from './ConnectContext.js';
import { notCreated } from './stripeElement.js';

interface Made<Tag extends ConnectElementTagName> {
  key: string;
  component: ConnectHTMLElementRecord[Tag] | null;
}

/**
 * `@stripe/react-connect-js`'s hook behind its components, for a component of your own: Stripe's element, and the
 * place that it is drawn in. `component` is `null` until the session has an instance.
 *
 * @example
 * const { wrapper, component } = useCreateComponent('payments');
 * useUpdateWithSetter(component, onLoaderStart, (element, value) => element.setOnLoaderStart(value));
 * return wrapper;
 */
export function useCreateComponent<Tag extends ConnectElementTagName>(
  tag: Tag,
): { wrapper: ReactElement; component: ConnectHTMLElementRecord[Tag] | null } {
  const { store, report } = useConnectContext('useCreateComponent');
  const { subscribe, getSnapshot, getServerSnapshot } = store;
  const { instance, generation } = useSyncExternalStore(subscribe, getSnapshot, getServerSnapshot);
  useEffect(() => store.retain(), [store]);

  // Another account, instance or tag has another place: what was drawn leaves the page in that very commit.
  const key = `${store.id}.${generation}.${tag}`;
  const place = useRef<HTMLDivElement>(null);
  const made = useRef<Made<Tag>>(undefined);
  const [shown, setShown] = useState<Made<Tag>>();
  useLayoutEffect(() => {
    if (!instance) return;
    // An effect that runs twice finds what it made.
    if (made.current?.key !== key) {
      made.current = { key, component: null };
      try {
        made.current.component = instance.create(tag);
      } catch (cause) {
        shield(() => report(notCreated(tag, cause)));
      }
    }
    const { component } = made.current;
    // Put there once: a frame that is moved loads anew.
    if (component && component.parentNode !== place.current) place.current!.replaceChildren(component);
    setShown(made.current);
  }, [instance, key, tag, report]);

  return {
    wrapper: <div key={key} ref={place} style={{ width: '100%' }} data-stripe-connect-js-wrapper />,
    component: shown?.key === key ? shown.component : null,
  };
}
