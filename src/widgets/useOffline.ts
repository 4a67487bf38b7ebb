'use client';

import { useCallback, useSyncExternalStore, type RefObject } from 'react';
import { isOffline } from '../session/isOffline.js';
import { isSeen } from '../ui/isSeen.js';

type Frame = RefObject<Element | null>;

/** Those on the page, in the order in which they came. */
const frames = new Set<Frame>();

/**
 * Whether the network is gone. Each frame shows it; only the first that is seen tells it, or a screen reader would
 * hear it from all of them.
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
