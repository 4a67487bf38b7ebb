import { shield } from '../session/shield.js';
import type { SessionEvent } from './connectTypes.js';
import { tellOthers } from './overhear.js';

/** Reports each step of a session to the listeners. A listener that throws does not affect the others. */
export function createSessionEvents() {
  const listeners = new Set<(event: SessionEvent) => void>();
  return {
    onEvent(listener: (event: SessionEvent) => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell(event: SessionEvent): void {
      for (const listener of listeners) shield(() => listener(event));
      tellOthers(event);
    },
  };
}
