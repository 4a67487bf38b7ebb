'use client';

import type { CSSProperties, ReactNode } from 'react';
import { tint } from '../ui/tint.js';

interface LaneProps {
  name: string;
  /** Cut off if there is no room. */
  detail?: string;
  /** The current state. */
  end: string;
  height: number;
  now: number;
  mirrored: boolean;
  children: ReactNode;
}

const LABEL: CSSProperties = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' };

/** A line of text with its picture below. */
export function Lane({ name, detail, end, height, now, mirrored, children }: LaneProps) {
  return (
    <div>
      <div style={{ display: 'flex', gap: 8, justifyContent: 'space-between' }}>
        <span style={LABEL}>
          <bdi style={{ fontWeight: 600 }}>{name}</bdi> {detail && <bdi>{detail}</bdi>}
        </span>
        <bdi style={{ flex: 'none', fontVariantNumeric: 'tabular-nums' }}>{end}</bdi>
      </div>
      <svg
        width="100%"
        height={height}
        overflow="visible"
        style={{ display: 'block', transform: mirrored ? 'scaleX(-1)' : undefined }}
      >
        <line x1="0%" x2="100%" y1="50%" y2="50%" style={{ stroke: tint(20) }} />
        {children}
        <line data-now x1={`${now}%`} x2={`${now}%`} y1="0%" y2="100%" style={{ stroke: 'currentColor' }} />
      </svg>
    </div>
  );
}
