import { shield } from '../session/shield.js';
import type { SessionEvent } from './connectTypes.js';

type Listener = (event: SessionEvent) => void;

const listeners = new Set<Listener>();

/** Listens to each step of every session on the page. Returns the function that stops. */
export function overhear(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function tellOthers(event: SessionEvent): void {
  for (const listener of listeners) shield(() => listener(event));
}
