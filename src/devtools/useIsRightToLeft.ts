'use client';

import { useEffect, useState, type RefObject } from 'react';

/** Whether the picture must be mirrored, because SVG has no start and end, only left and right. */
export function useIsRightToLeft(ref: RefObject<Element | null>): boolean {
  const [isRightToLeft, setRightToLeft] = useState(false);
  useEffect(() => {
    if (ref.current) setRightToLeft(getComputedStyle(ref.current).direction === 'rtl');
  }, [ref]);
  return isRightToLeft;
}
