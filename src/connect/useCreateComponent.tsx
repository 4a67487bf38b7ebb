'use client';

import type { ConnectElementTagName, ConnectHTMLElementRecord } from '@stripe/connect-js';
import {
  useCallback,
  useEffect,
  useInsertionEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactElement,
} from 'react';
import { shield } from '../session/shield.js';
import { useConnectContext } from './ConnectContext.js';
import { stayOnPage } from './stayOnPage.js';
import { notCreated } from './stripeElement.js';

interface Made<Tag extends ConnectElementTagName> {
  key: string;
  generation: number;
  component: ConnectHTMLElementRecord[Tag] | null;
}

/**
 * The hook behind the components of `@stripe/react-connect-js`, for a component of your own. It returns Stripe's
 * element and the wrapper that it is drawn in. Render `wrapper` from the start: `component` is `null` until the
 * wrapper is on the page and the session has an instance. `useConnect()` reports problems with the session.
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
  // In render, as one calls React's own `preload`.
  store.hasten();
  const { subscribe, getSnapshot, getServerSnapshot } = store;
  const { instance, generation } = useSyncExternalStore(subscribe, getSnapshot, getServerSnapshot);
  useEffect(() => store.retain(1), [store]);

  // A new account, instance or tag gets a new place, so what was drawn leaves the page in the same commit.
  const key = `${store.id}.${generation}.${tag}`;
  const [place, setPlace] = useState<{ key: string; node: HTMLElement } | null>(null);
  const ref = useCallback((node: HTMLElement | null) => setPlace(node && { key, node }), [key]);
  const made = useRef<Made<Tag>>(undefined);
  useInsertionEffect(
    () =>
      stayOnPage(store, () => {
        const { generation: of, component } = made.current ?? {};
        return of === store.getSnapshot().generation ? undefined : component;
      }),
    [store],
  );
  const [shown, setShown] = useState<Made<Tag>>();
  useLayoutEffect(() => {
    if (!instance || place?.key !== key) return;
    // If the effect runs twice, it finds what it created.
    if (made.current?.key !== key) {
      made.current = { key, generation, component: null };
      try {
        made.current.component = instance.create(tag);
        // Keeps a retry of another component from creating a new instance, which would remove this element.
        // oxlint-disable-next-line react/immutability -- the store is not React state
        store.drawn = true;
      } catch (cause) {
        shield(() => report(notCreated(tag, cause)));
      }
    }
    const { component } = made.current;
    // Insert it once: a frame that is moved reloads.
    if (component && component.parentNode !== place.node) place.node.replaceChildren(component);
    setShown(made.current);
  }, [instance, place, key, generation, tag, report, store]);

  return {
    wrapper: <div key={key} ref={ref} style={{ width: '100%' }} data-stripe-connect-js-wrapper />,
    component: shown?.key === key ? shown.component : null,
  };
}
