'use client';

import type { CSSProperties } from 'react';
import { createSheet } from './createSheet.js';
import { RADIUS, tint } from './tint.js';
import { VISUALLY_HIDDEN } from './visuallyHidden.js';
import { wearStyles } from './wearStyles.js';

/** The shape of what is loading: a skeleton with the same outline keeps the page from jumping. */
export type SkeletonShape =
  'table' | 'form' | 'summary' | 'overview' | 'detail' | 'banner' | 'chart' | 'overlay';

/**
 * The width in percent, the height in pixels, and the number of bars. A tile has no width: tiles stand side by side.
 */
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
  // An overlay covers the page and takes up no space in it.
  overlay: [],
};

const GAP = 10;

/** Equal bars are one element. Otherwise a page of twenty components would have to lay out more than a hundred. */
const barStyle = ([width, height, count = 1]: Bar): CSSProperties => ({
  // Tiles wrap if they do not fit side by side, as the component itself does.
  ...(width === 'tile' ? { flex: '1 1 140px' } : { width: `${width}%`, marginInlineEnd: `${100 - width}%` }),
  height: count * (height + GAP) - GAP,
  borderRadius: RADIUS,
  background: `repeating-linear-gradient(${tint(8)} 0 ${height}px, transparent 0 ${height + GAP}px)`,
});

/**
 * One rule for all skeletons: creating twenty animations one by one would slow a page down. The outline is visible
 * only in forced-colours mode.
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

interface SkeletonProps {
  shape?: SkeletonShape;
  /** The text for screen readers. */
  label: string;
}

/** A placeholder in the shape of what is loading, in the page's own colours. */
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
