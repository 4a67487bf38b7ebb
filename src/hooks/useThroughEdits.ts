'use client';

import { useInsertionEffect, useRef } from 'react';
import type { Clock } from '../session/clock.js';

/**
 * For development: when the file that calls a hook is saved, React recomputes what is memoised in it. The existing
 * value, such as a ready session or an open flow, is kept.
 */
export function useThroughEdits<Made>(made: Made, key: string, clock: Clock): Made {
  const last = useRef({ made, key, clock });
  /* oxlint-disable react/refs -- the ref holds the last commit's value: nothing else survives an edit */
  const { current } = last;
  const kept = current.key === key && current.clock === clock ? current.made : made;
  useInsertionEffect(() => {
    last.current = { made: kept, key, clock };
  });
  return kept;
  /* oxlint-enable react/refs */
}
