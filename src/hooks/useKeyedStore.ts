'use client';

import { useEffect, useInsertionEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { Clock } from '../session/clock.js';
import type { Observable } from '../session/createObservable.js';
import type { FlowSessions } from '../session/flowSessions.js';
import { useThroughEdits } from './useThroughEdits.js';

type KeptStore = Observable<unknown> & Pick<FlowSessions, 'hear' | 'retain'>;

/** The store that a hook keeps while its key and clock stay the same, and what it shows. It reads the newest settings. */
export function useKeyedStore<Store extends KeptStore, Settings>(
  create: (settings: () => Settings, clock: Clock) => Store,
  key: string,
  settings: Settings,
  clock: Clock,
): [Store, ReturnType<Store['getSnapshot']>] {
  const current = { key, settings };
  const latest = useRef(current);
  const made = useMemo(
    // The store of an earlier key keeps the settings that it began with: the newest ones are for another.
    () => create(() => (latest.current.key === key ? latest.current : current).settings, clock),
    // oxlint-disable-next-line react/exhaustive-deps -- what is known belongs to the key: another one, another store
    [key, clock],
  );
  // oxlint-disable-next-line react-hooks/rules-of-hooks -- a build is for production, or it is not
  const store = process.env.NODE_ENV === 'production' ? made : useThroughEdits(made, key, clock);
  // Before any effect: a child's may ask in this very commit, and means the newest settings.
  useInsertionEffect(() => {
    latest.current = current;
  });
  useInsertionEffect(() => store.hear(), [store]);
  useEffect(() => store.retain(), [store]);
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getServerSnapshot);
  return [store, snapshot as ReturnType<Store['getSnapshot']>];
}
