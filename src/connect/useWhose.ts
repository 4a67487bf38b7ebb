'use client';

import { useSyncExternalStore } from 'react';
import type { ConnectStore } from './connectTypes.js';

/** Changes with the person that a session is for: what was seen or asked of one says nothing of the next. */
export function useWhose(store: ConnectStore): string {
  const getPerson = () => store.getSnapshot().person;
  const person = useSyncExternalStore(store.subscribe, getPerson, () => 0);
  return `${store.id}.${person}`;
}
