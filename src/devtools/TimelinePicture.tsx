'use client';

import type { CSSProperties } from 'react';
import { ComponentLane } from './ComponentLane.js';
import { createScale } from './createScale.js';
import { endToCome } from './endToCome.js';
import { Mark, type MarkKind } from './Mark.js';
import { momentsOf } from './momentsOf.js';
import { SessionLane } from './SessionLane.js';
import type { Timeline } from './timelineTypes.js';

interface TimelinePictureProps {
  timeline: Timeline;
  now: number;
  mirrored: boolean;
}

const LEGEND: ReadonlyArray<readonly [MarkKind, string]> = [
  ['asked', 'requested, mounted'],
  ['minted', 'minted'],
  ['ready', 'ready'],
  ['failed', 'failed'],
  ['expiry', 'expiry'],
  ['ended', 'ended'],
];

/** A long name is cut off instead of widening the panel. */
const NARROW = 'minmax(0, 1fr)';

/** The padding keeps a mark at either end from being cut off. */
const INSET: CSSProperties = { display: 'grid', gridTemplateColumns: NARROW, gap: 10, padding: '0 8px' };

/** All lives on one time axis. The table has the same content for screen readers. */
export function TimelinePicture({ timeline, now, mirrored }: TimelinePictureProps) {
  const { lives, components } = timeline;
  const ends = lives.map((life) => endToCome(life, now)).filter((end) => end !== undefined);
  const context = { scale: createScale(momentsOf(timeline), [now, ...ends]), now, mirrored };
  return (
    <div aria-hidden style={{ display: 'grid', gridTemplateColumns: NARROW, gap: 14 }}>
      <div style={INSET}>
        {lives.map((life) => (
          <SessionLane key={life.id} life={life} {...context} />
        ))}
      </div>
      {components.length > 0 && (
        <div style={INSET}>
          {components.map((life) => (
            <ComponentLane key={life.id} life={life} {...context} />
          ))}
        </div>
      )}
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 14px' }}>
        {LEGEND.map(([kind, text]) => (
          <span key={kind} style={{ display: 'inline-flex', alignItems: 'center', gap: 6 }}>
            <svg overflow="visible" style={{ width: 16, height: 18 }}>
              <Mark kind={kind} at={50} />
            </svg>
            {text}
          </span>
        ))}
        <bdi>Not to scale: the width of a gap shows its order of magnitude.</bdi>
      </div>
    </div>
  );
}
