'use client';

import { useCallback, useSyncExternalStore, type RefObject } from 'react';
import { isOffline } from '../session/isOffline.js';
import { isSeen } from '../ui/isSeen.js';

type Frame = RefObject<Element | null>;

/** The frames on the page, in the order in which they mounted. */
const frames = new Set<Frame>();

/**
 * Whether the network is down. Every frame shows it, but only the first visible one announces it, or a screen reader
 * would read it from all of them.
 */
export function useOffline(frame: Frame): false | 'shown' | 'told' {
  const subscribe = useCallback(
    (listener: () => void) => {
      frames.add(frame);
      window.addEventListener('online', listener);
      window.addEventListener('offline', listener);
      return () => {
        frames.delete(frame);
        window.removeEventListener('online', listener);
        window.removeEventListener('offline', listener);
      };
    },
    [frame],
  );
  return useSyncExternalStore(
    subscribe,
    () => isOffline() && ([...frames].find(({ current }) => isSeen(current)) === frame ? 'told' : 'shown'),
    () => false,
  );
}
