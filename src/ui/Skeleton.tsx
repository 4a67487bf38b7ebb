'use client';

import type { CSSProperties } from 'react';
import { RADIUS, tint } from './tint.js';
import { usePulse } from './usePulse.js';
import { VISUALLY_HIDDEN } from './visuallyHidden.js';

/** What is to come: a skeleton of its outline keeps the page from jumping. */
export type SkeletonShape = 'table' | 'form' | 'summary' | 'detail' | 'banner' | 'chart';

/** Bars from top to bottom: the width in percent, the height in pixels, and how many of them. */
const OUTLINES: Record<SkeletonShape, Array<[width: number, height: number, count?: number]>> = {
  table: [
    [28, 22],
    [100, 38],
    [100, 44, 5],
  ],
  form: [
    [24, 14],
    [100, 4],
    [45, 24],
    [60, 40, 3],
    [22, 38],
  ],
  summary: [
    [20, 22],
    [100, 86],
  ],
  detail: [
    [30, 22],
    [64, 18, 4],
    [20, 36],
  ],
  banner: [[100, 58]],
  chart: [
    [24, 22],
    [34, 30],
    [100, 150],
  ],
};

const GAP = 10;

/** Equal bars are one element: a page of twenty components would else have a hundred and more to lay out. */
const barStyle = ([width, height, count = 1]: [number, number, number?]): CSSProperties => ({
  width: `${width}%`,
  height: count * (height + GAP) - GAP,
  borderRadius: RADIUS,
  background: `repeating-linear-gradient(${tint(8)} 0 ${height}px, transparent 0 ${height + GAP}px)`,
});

export interface SkeletonProps {
  shape?: SkeletonShape;
  /** What a screen reader hears. */
  label: string;
}

/** Stands where something is loading, in its shape, in the page's own colours. */
export function Skeleton({ shape = 'table', label }: SkeletonProps) {
  const pulse = usePulse();
  return (
    <div role="status" style={{ overflow: 'hidden' }}>
      <span style={VISUALLY_HIDDEN}>{label}</span>
      <div className={pulse} aria-hidden style={{ display: 'grid', gap: GAP }}>
        {OUTLINES[shape].map((bar, at) => (
          <div key={at} style={barStyle(bar)} />
        ))}
      </div>
    </div>
  );
}
