'use client';

import { useEffect, useRef, useState, useSyncExternalStore, type ComponentType } from 'react';
import type { SkeletonShape } from '../ui/Skeleton.js';
import { useConnectContext } from './ConnectContext.js';
import { ConnectPanel } from './ConnectPanel.js';
import type { ConnectComponentProps } from './connectProps.js';
import { IDLE } from './connectTypes.js';

const getServerSnapshot = () => IDLE;

/** `payouts-list` gives `ConnectPayoutsList`. */
const nameOf = (tag: string) =>
  `Connect${tag.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())}`;

/**
 * Makes the React component for one of Stripe's tags: also for a tag that Stripe brings out before this library
 * knows it. Each prop `x` reaches Stripe through `setX`.
 *
 * @example
 * const ConnectPayments = createConnectComponent('payments');
 */
export function createConnectComponent<const Tag extends string>(
  tag: Tag,
  shape: SkeletonShape = 'table',
): ComponentType<ConnectComponentProps<Tag>> {
  const name = nameOf(tag);

  function Component(props: ConnectComponentProps<Tag>) {
    const context = useConnectContext(name);
    const { store } = context;
    const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot, getServerSnapshot);
    const [attempt, setAttempt] = useState(0);
    const refocus = useRef(false);
    useEffect(() => store.retain(), [store]);

    const retry = (ofElement: boolean) => {
      refocus.current = true;
      if (ofElement) setAttempt((before) => before + 1);
      else store.retry();
    };
    return (
      <ConnectPanel
        // What was drawn for another account, instance or attempt leaves the page in this very commit.
        key={`${store.id}.${snapshot.generation}.${attempt}`}
        tag={tag}
        shape={shape}
        context={context}
        snapshot={snapshot}
        refocus={refocus}
        retry={retry}
        props={props}
      />
    );
  }
  Component.displayName = name;
  return Component;
}
