'use client';

import { ASKED, ENDING, FAILED, LIVE } from './palette.js';

/** Marks differ by shape first, then by colour. A rim sets them off from the bars. */
const SHAPES = {
  asked: { d: 'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z', stroke: ASKED, fill: 'Canvas' },
  minted: { d: 'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z', stroke: 'Canvas', fill: ASKED },
  ready: { d: 'M0-7L7 0L0 7L-7 0z', stroke: 'Canvas', fill: LIVE },
  failed: { d: 'M-4-4L4 4M4-4L-4 4', stroke: FAILED, fill: 'none' },
  expiry: { d: 'M-2 9V-9H9L7-5L9-1H2V9z', stroke: 'Canvas', fill: ENDING },
  ended: { d: 'M-4.5-4.5h9v9h-9z', stroke: 'Canvas', fill: 'currentColor' },
} as const;

export type MarkKind = keyof typeof SHAPES;

interface MarkProps {
  kind: MarkKind;
  /** In percent. */
  at: number;
  title?: string;
}

/** A moment in a life. A nested `svg`, because only that can be positioned in percent. */
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
