'use client';

import { useEffect, useState } from 'react';
import type { Clock } from '../session/clock.js';

/** The time of a clock, updated every second. */
export function useNow(clock: Clock): number {
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    let timer: unknown;
    const tick = () => {
      setNow(clock.now());
      timer = clock.setTimeout(tick, 1_000);
    };
    tick();
    return () => clock.clearTimeout(timer);
  }, [clock]);
  return now;
}
