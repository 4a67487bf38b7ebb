'use client';

import { Bar } from './Bar.js';
import { timeOfDay } from './duration.js';
import { Lane } from './Lane.js';
import { Mark, type MarkKind } from './Mark.js';
import type { LaneContext } from './SessionLane.js';
import { drawnAfter, stateText, STATES } from './texts.js';
import type { ComponentLife, ComponentState } from './timelineTypes.js';

const MARKS: Record<ComponentState, MarkKind> = { loading: 'asked', ready: 'ready', error: 'failed' };

/** The line of one mounted component. */
export function ComponentLane({ life, scale, now, mirrored }: LaneContext & { life: ComponentLife }) {
  const { tag, steps, gone } = life;
  const here = scale.at(now);
  const drawn = drawnAfter(life);
  const end = gone ? scale.of(gone) : here;
  return (
    <Lane
      name={tag}
      detail={drawn && `drawn in ${drawn}`}
      end={stateText(life)}
      height={16}
      now={here}
      mirrored={mirrored}
    >
      {steps.map(({ state, moment }, index) => {
        const next = steps[index + 1];
        return (
          <Bar
            key={moment.order}
            kind={state}
            from={scale.of(moment)}
            to={next ? scale.of(next.moment) : end}
            pulse={state === 'loading' && !next && !gone}
          />
        );
      })}
      {steps.map(({ state, moment }, index) => (
        <Mark
          key={moment.order}
          kind={MARKS[state]}
          at={scale.of(moment)}
          title={`${index ? STATES[state] : 'mounted'}, ${timeOfDay(moment.at)}`}
        />
      ))}
      {gone && <Mark kind="ended" at={end} title={`removed, ${timeOfDay(gone.at)}`} />}
    </Lane>
  );
}
