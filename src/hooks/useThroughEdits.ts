'use client';

import { useInsertionEffect, useRef } from 'react';
import type { Clock } from '../session/clock.js';

/**
 * For development: where the file of whoever calls a hook is saved, React makes anew what is memoised in it. What was
 * there, a session that is ready or a flow that is open, goes on.
 */
export function useThroughEdits<Made>(made: Made, key: string, clock: Clock): Made {
  const last = useRef({ made, key, clock });
  /* oxlint-disable react/refs -- what the last commit had: nothing else outlives an edit */
  const { current } = last;
  const kept = current.key === key && current.clock === clock ? current.made : made;
  useInsertionEffect(() => {
    last.current = { made: kept, key, clock };
  });
  return kept;
  /* oxlint-enable react/refs */
}
