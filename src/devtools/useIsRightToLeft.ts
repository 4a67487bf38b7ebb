'use client';

import { useEffect, useState, type RefObject } from 'react';

/** SVG has no start and end, only left and right: whether the picture must be mirrored. */
export function useIsRightToLeft(ref: RefObject<Element | null>): boolean {
  const [isRightToLeft, setRightToLeft] = useState(false);
  useEffect(() => {
    if (ref.current) setRightToLeft(getComputedStyle(ref.current).direction === 'rtl');
  }, [ref]);
  return isRightToLeft;
}
