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
 * `@stripe/react-connect-js`'s hook behind its components, for a component of your own: Stripe's element, and the
 * place that it is drawn in. Render `wrapper` from the beginning: `component` is `null` until it is on the page and the
 * session has an instance. What goes wrong with the session is told by `useConnect()`.
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
  useInsertionEffect(() => store.hasten(), [store]);
  useEffect(() => store.retain(), [store]);

  // Another account, instance or tag has another place: what was drawn leaves the page in that very commit.
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
    // An effect that runs twice finds what it made.
    if (made.current?.key !== key) {
      made.current = { key, generation, component: null };
      try {
        made.current.component = instance.create(tag);
        // So that no Retry of another component makes a new instance, which would take this element away.
        // oxlint-disable-next-line react/immutability -- the store is no state of React's
        store.drawn = true;
      } catch (cause) {
        shield(() => report(notCreated(tag, cause)));
      }
    }
    const { component } = made.current;
    // Put there once: a frame that is moved loads anew.
    if (component && component.parentNode !== place.node) place.node.replaceChildren(component);
    setShown(made.current);
  }, [instance, place, key, generation, tag, report, store]);

  return {
    wrapper: <div key={key} ref={ref} style={{ width: '100%' }} data-stripe-connect-js-wrapper />,
    component: shown?.key === key ? shown.component : null,
  };
}
