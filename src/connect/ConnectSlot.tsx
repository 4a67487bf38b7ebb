'use client';

import { memo, useEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react';
import type { SkeletonShape } from '../ui/Skeleton.js';
import { useConnectContext } from './ConnectContext.js';
import { ConnectPanel } from './ConnectPanel.js';
import type { OwnProps } from './connectProps.js';
import { IDLE } from './connectTypes.js';

interface ConnectSlotProps {
  name: string;
  tag: string;
  shape: SkeletonShape;
  props: OwnProps;
  /** The props of the newest render, for their handlers. */
  newest: RefObject<OwnProps>;
}

const getServerSnapshot = () => IDLE;

/** The place of one component on its provider's session: each account, instance and attempt gets a panel of its own. */
export const ConnectSlot = memo(function ConnectSlot({ name, ...panel }: ConnectSlotProps) {
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
      {...panel}
      // What was drawn for another account, instance or attempt leaves the page in this very commit.
      key={`${store.id}.${snapshot.generation}.${attempt}`}
      context={context}
      snapshot={snapshot}
      refocus={refocus}
      retry={retry}
    />
  );
});
