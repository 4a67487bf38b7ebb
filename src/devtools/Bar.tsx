'use client';

import { useEffect, useRef } from 'react';
import { ASKED, ENDING, FAILED, LIVE } from './palette.js';

/** Height in pixels, colour, fill opacity, and the dashes of the outline. */
const LOOKS = {
  asking: { height: 10, colour: ASKED, fill: 0.2, dash: '3 3' },
  live: { height: 10, colour: LIVE, fill: 0.85, dash: undefined },
  left: { height: 10, colour: LIVE, fill: 0.15, dash: '2 4' },
  over: { height: 2, colour: ENDING, fill: 0.9, dash: undefined },
  loading: { height: 4, colour: ASKED, fill: 0.2, dash: '2 3' },
  ready: { height: 4, colour: LIVE, fill: 0.85, dash: undefined },
  error: { height: 4, colour: FAILED, fill: 0.2, dash: '5 2' },
} as const;

type BarKind = keyof typeof LOOKS;

interface BarProps {
  kind: BarKind;
  /** In percent. */
  from: number;
  to: number;
  /** Whether something is in progress. */
  pulse?: boolean;
}

/** A period in the life of a session or a component. */
export function Bar({ kind, from, to, pulse = false }: BarProps) {
  const bar = useRef<SVGRectElement>(null);
  useEffect(() => {
    if (!pulse || window.matchMedia?.('(prefers-reduced-motion: reduce)').matches) return;
    const pulsing = bar.current?.animate?.(
      { opacity: [1, 0.4, 1] },
      { duration: 1600, iterations: Infinity },
    );
    // In happy-dom, unlike in a browser, a cancelled animation is an unhandled rejection. A mock may have no `finished`.
    pulsing?.finished?.catch(() => {});
    return () => pulsing?.cancel();
  }, [pulse]);
  const { height, colour, fill, dash } = LOOKS[kind];
  return (
    <rect
      ref={bar}
      data-bar={kind}
      x={`${from}%`}
      y="50%"
      width={`${Math.max(0, to - from)}%`}
      height={height}
      rx={height / 2}
      transform={`translate(0 ${-height / 2})`}
      style={{ fill: colour, fillOpacity: fill, stroke: colour, strokeDasharray: dash }}
    />
  );
}
