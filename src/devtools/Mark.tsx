'use client';

import { ASKED, ENDING, FAILED, LIVE } from './palette.js';

/** Told apart by shape first, then by colour. */
const SHAPES = {
  asked: { d: 'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z', stroke: ASKED, fill: 'Canvas' },
  minted: { d: 'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z', stroke: ASKED, fill: ASKED },
  ready: { d: 'M0-5.5L5.5 0L0 5.5L-5.5 0z', stroke: LIVE, fill: LIVE },
  failed: { d: 'M-4-4L4 4M4-4L-4 4', stroke: FAILED, fill: 'none' },
  expiry: { d: 'M0 8V-8H6L4-5L6-2H0', stroke: ENDING, fill: ENDING },
  ended: { d: 'M-3.5-3.5h7v7h-7z', stroke: 'currentColor', fill: 'currentColor' },
} as const;

export type MarkKind = keyof typeof SHAPES;

interface MarkProps {
  kind: MarkKind;
  /** In percent. */
  at: number;
  title?: string;
}

/** A point in a life. Nested, because only an `svg` takes its place in percent. */
export function Mark({ kind, at, title }: MarkProps) {
  const { d, stroke, fill } = SHAPES[kind];
  return (
    <svg x={`${at}%`} y="50%" overflow="visible" data-mark={kind}>
      <path d={d} style={{ stroke, fill, strokeWidth: 2, strokeLinejoin: 'round', strokeLinecap: 'round' }}>
        {title && <title>{title}</title>}
      </path>
    </svg>
  );
}
