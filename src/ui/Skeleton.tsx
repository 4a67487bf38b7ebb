'use client';

import { useEffect, useRef } from 'react';
import { RADIUS, tint } from './tint.js';
import { VISUALLY_HIDDEN } from './visuallyHidden.js';

/** What is to come: a skeleton of its outline keeps the page from jumping. */
export type SkeletonShape = 'table' | 'form' | 'summary' | 'detail' | 'banner' | 'chart';

/** Rows of bars: each its width in percent, and its height in pixels. */
const OUTLINES: Record<SkeletonShape, number[][]> = {
  table: [
    [28, 22],
    [100, 38],
    [100, 44],
    [100, 44],
    [100, 44],
    [100, 44],
    [100, 44],
  ],
  form: [
    [24, 14],
    [100, 4],
    [45, 24],
    [60, 40],
    [60, 40],
    [60, 40],
    [22, 38],
  ],
  summary: [
    [20, 22],
    [100, 86],
  ],
  detail: [
    [30, 22],
    [70, 18],
    [60, 18],
    [66, 18],
    [50, 18],
    [20, 36],
  ],
  banner: [[100, 58]],
  chart: [
    [24, 22],
    [34, 30],
    [100, 150],
  ],
};

export interface SkeletonProps {
  shape?: SkeletonShape;
  /** What a screen reader hears. */
  label: string;
}

/** Stands where something is loading, in its shape, in the page's own colours. */
export function Skeleton({ shape = 'table', label }: SkeletonProps) {
  const bars = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (window.matchMedia?.('(prefers-reduced-motion: reduce)').matches) return;
    // By script, because a style sheet of ours could be refused by a Content-Security-Policy.
    const pulse = bars.current?.animate?.({ opacity: [1, 0.5, 1] }, { duration: 1600, iterations: Infinity });
    return () => pulse?.cancel();
  }, []);
  return (
    <div role="status" style={{ overflow: 'hidden' }}>
      <span style={VISUALLY_HIDDEN}>{label}</span>
      <div ref={bars} aria-hidden style={{ display: 'grid', gap: 10 }}>
        {OUTLINES[shape].map(([width, height], at) => (
          <div key={at} style={{ width: `${width}%`, height, borderRadius: RADIUS, background: tint(8) }} />
        ))}
      </div>
    </div>
  );
}
