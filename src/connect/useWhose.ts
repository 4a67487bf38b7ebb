'use client';

import { useSyncExternalStore } from 'react';
import type { ConnectStore } from './connectTypes.js';

/** Changes with the user that a session is for: what is known about one says nothing about the next. */
export function useWhose(store: ConnectStore): string {
  const getPerson = () => store.getSnapshot().person;
  const person = useSyncExternalStore(store.subscribe, getPerson, () => 0);
  return `${store.id}.${person}`;
}
