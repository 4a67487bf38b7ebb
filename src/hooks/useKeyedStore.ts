'use client';

import { useEffect, useInsertionEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { Clock } from '../session/clock.js';
import type { Observable } from '../session/createObservable.js';
import type { FlowSessions } from '../session/flowSessions.js';
import { useThroughEdits } from './useThroughEdits.js';

type KeptStore = Observable<unknown> & Pick<FlowSessions, 'hear' | 'retain'>;

/**
 * The store that a hook keeps while its key and clock stay the same, and its snapshot. The store reads the newest
 * settings.
 */
export function useKeyedStore<Store extends KeptStore, Settings>(
  create: (settings: () => Settings, clock: Clock) => Store,
  key: string,
  settings: Settings,
  clock: Clock,
): [Store, ReturnType<Store['getSnapshot']>] {
  const current = { key, settings };
  const latest = useRef(current);
  const made = useMemo(
    // The store of an earlier key keeps the settings it started with: the newest ones belong to another store.
    () => create(() => (latest.current.key === key ? latest.current : current).settings, clock),
    // oxlint-disable-next-line react/exhaustive-deps -- the state belongs to the key: a new key needs a new store
    [key, clock],
  );
  // oxlint-disable-next-line react-hooks/rules-of-hooks -- the condition is constant in any one build
  const store = process.env.NODE_ENV === 'production' ? made : useThroughEdits(made, key, clock);
  // Before any other effect: a child's effect may call the store in this same commit, and needs the newest settings.
  useInsertionEffect(() => {
    latest.current = current;
  });
  useInsertionEffect(() => store.hear(), [store]);
  useEffect(() => store.retain(), [store]);
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getServerSnapshot);
  return [store, snapshot as ReturnType<Store['getSnapshot']>];
}
