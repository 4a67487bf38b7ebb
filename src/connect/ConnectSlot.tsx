'use client';

import { useEffect, useInsertionEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react';
import type { SkeletonShape } from '../ui/Skeleton.js';
import { useConnectContext } from './ConnectContext.js';
import { ConnectPanel } from './ConnectPanel.js';
import type { OwnProps } from './connectProps.js';

interface ConnectSlotProps {
  name: string;
  tag: string;
  shape: SkeletonShape;
  props: OwnProps;
  /** The props of the newest render, for their handlers. */
  newest: RefObject<OwnProps>;
}

const getServerGeneration = () => 0;

/** The place of one component on its provider's session: each account, instance and attempt gets a panel of its own. */
export function ConnectSlot({ name, newest, ...panel }: ConnectSlotProps) {
  const context = useConnectContext(name);
  const { store } = context;
  const getGeneration = () => store.getSnapshot().generation;
  const generation = useSyncExternalStore(store.subscribe, getGeneration, getServerGeneration);
  const [tried, setTried] = useState({ of: store.id, attempt: 0 });
  /** On which store a person pressed Retry. */
  const [retried, setRetried] = useState<unknown>();
  // With another account nothing was tried yet.
  const attempt = tried.of === store.id ? tried.attempt : 0;
  const wantsFocus = useRef(false);
  // Other effects run after the first paint, and the script is what a page waits for longest.
  useInsertionEffect(() => store.hasten(), [store]);
  useEffect(() => store.retain(), [store]);

  const retry = (ofElement: boolean, focus: boolean) => {
    wantsFocus.current = focus;
    setRetried(focus && store.id);
    // A new element may do. Where one was tried, and nothing was ever drawn on this instance, the instance may be dead.
    if (ofElement && (!attempt || store.drawn)) setTried({ of: store.id, attempt: attempt + 1 });
    else store.retry();
  };
  // Once: asked again, it is wanted no more.
  const takeFocus = () => wantsFocus.current && !(wantsFocus.current = false);
  return (
    <ConnectPanel
      // What was drawn for another account, instance or attempt leaves the page in this very commit.
      key={`${store.id}.${generation}.${attempt}`}
      {...panel}
      context={context}
      generation={generation}
      takeFocus={takeFocus}
      wasRetried={retried === store.id}
      retry={retry}
      newest={newest}
    />
  );
}
