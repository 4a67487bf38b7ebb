'use client';

import { VISUALLY_HIDDEN } from '../ui/visuallyHidden.js';
import { timeOfDay } from './duration.js';
import {
  accountOf,
  drawnAfter,
  endText,
  latencyOf,
  nameOf,
  readyAfter,
  REASONS,
  stateText,
} from './texts.js';
import type { ComponentLife, SessionLife, Timeline } from './timelineTypes.js';

const NONE = '–';

/** The timeline as tables, for screen readers. */
export function TimelineTable({ timeline, now }: { timeline: Timeline; now: number }) {
  const { lives, components } = timeline;
  return (
    <div style={VISUALLY_HIDDEN}>
      <Table
        caption="Sessions"
        head={[
          'Session',
          'Account',
          'Reason',
          'Requested',
          'Attempts',
          'Latency',
          'Ready after',
          'Failures',
          'State',
        ]}
        rows={lives.map((life) => sessionRow(life, now))}
      />
      {components.length > 0 && (
        <Table
          caption="Components"
          head={['Component', 'Mounted', 'Drawn after', 'State']}
          rows={components.map(componentRow)}
        />
      )}
    </div>
  );
}

type Row = { id: number; cells: Array<string | undefined> };

function sessionRow(life: SessionLife, now: number): Row {
  const { id, found, begun, attempts, attemptCount, failures } = life;
  const reason = attempts[0]?.reason;
  return {
    id,
    cells: [
      nameOf(life),
      accountOf(life),
      found ? 'existed before this panel' : reason && REASONS[reason],
      attempts.length ? timeOfDay(begun.at) : undefined,
      String(attemptCount),
      latencyOf(life),
      readyAfter(life),
      [...new Set(failures.map(({ error }) => error.code))].join(', '),
      endText(life, now),
    ],
  };
}

const componentRow = (life: ComponentLife): Row => ({
  id: life.id,
  cells: [life.tag, timeOfDay(life.steps[0]!.moment.at), drawnAfter(life), stateText(life)],
});

function Table({ caption, head, rows }: { caption: string; head: string[]; rows: Row[] }) {
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {head.map((text) => (
            <th key={text} scope="col">
              {text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, cells: [name, ...cells] }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            {cells.map((text, index) => (
              <td key={head[index + 1]}>{text || NONE}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
