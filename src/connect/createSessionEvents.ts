import { shield } from '../session/shield.js';
import type { SessionEvent } from './connectTypes.js';

/** Tells each step of a session to whoever listens. What a listener throws stops nobody. */
export function createSessionEvents() {
  const listeners = new Set<(event: SessionEvent) => void>();
  return {
    onEvent(listener: (event: SessionEvent) => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell(event: SessionEvent): void {
      for (const listener of listeners) shield(() => listener(event));
    },
  };
}
