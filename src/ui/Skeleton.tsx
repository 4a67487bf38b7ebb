'use client';

import type { CSSProperties } from 'react';
import { createSheet } from './createSheet.js';
import { RADIUS, tint } from './tint.js';
import { VISUALLY_HIDDEN } from './visuallyHidden.js';
import { wearStyles } from './wearStyles.js';

/** What is to come: a skeleton of its outline keeps the page from jumping. */
export type SkeletonShape =
  'table' | 'form' | 'summary' | 'overview' | 'detail' | 'banner' | 'chart' | 'overlay';

/** The width in percent, the height in pixels, and how many of them. A tile has no width: tiles stand side by side. */
type Bar = [width: number | 'tile', height: number, count?: number];

const TABLE: Bar[] = [
  [28, 22],
  [100, 38],
  [100, 44, 5],
];
const TILES: Bar[] = [
  [20, 33],
  ['tile', 88],
  ['tile', 88],
];

/** Bars from top to bottom. */
const OUTLINES: Record<SkeletonShape, Bar[]> = {
  table: TABLE,
  form: [
    [24, 14],
    [100, 4],
    [45, 24],
    [60, 40, 3],
    [22, 38],
  ],
  summary: [...TILES, ['tile', 88]],
  overview: [...TILES, ...TABLE],
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
  // What comes stands over the page, and takes no room in it.
  overlay: [],
};

const GAP = 10;

/** Equal bars are one element: a page of twenty components would else have a hundred and more to lay out. */
const barStyle = ([width, height, count = 1]: Bar): CSSProperties => ({
  // Where there is no room beside each other they wrap, as what comes does.
  ...(width === 'tile' ? { flex: '1 1 140px' } : { width: `${width}%`, marginInlineEnd: `${100 - width}%` }),
  height: count * (height + GAP) - GAP,
  borderRadius: RADIUS,
  background: `repeating-linear-gradient(${tint(8)} 0 ${height}px, transparent 0 ${height + GAP}px)`,
});

/**
 * One rule for all: a page of twenty skeletons would feel twenty animations made one by one. The edge is seen where a
 * person has chosen the colours.
 */
const adoptPulse = /* @__PURE__ */ createSheet(`@media (prefers-reduced-motion: no-preference) {
  .stripe-embedded-pulse { animation: stripe-embedded-pulse 1.6s infinite }
  @keyframes stripe-embedded-pulse { 50% { opacity: .5 } }
}
.stripe-embedded-pulse > div { outline: 1px solid transparent; outline-offset: -1px }`);

const dress = (skeleton: HTMLElement | null) => {
  adoptPulse(skeleton);
  wearStyles(skeleton);
};

export interface SkeletonProps {
  shape?: SkeletonShape;
  /** What a screen reader hears. */
  label: string;
}

/** Stands where something is loading, in its shape, in the page's own colours. */
export function Skeleton({ shape = 'table', label }: SkeletonProps) {
  return (
    <div ref={dress} role="status" style={{ overflow: 'hidden' }}>
      <span style={VISUALLY_HIDDEN}>{label}</span>
      <div
        className="stripe-embedded-pulse"
        aria-hidden
        style={{ display: 'flex', flexWrap: 'wrap', gap: GAP }}
      >
        {OUTLINES[shape].map((bar, at) => (
          <div key={at} style={barStyle(bar)} />
        ))}
      </div>
    </div>
  );
}
