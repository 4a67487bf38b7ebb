'use client';

import { Bar } from './Bar.js';
import type { Scale } from './createScale.js';
import { timeOfDay } from './duration.js';
import { endToCome } from './endToCome.js';
import { Lane } from './Lane.js';
import { Mark, type MarkKind } from './Mark.js';
import { phaseOf } from './phaseOf.js';
import { accountOf, endText, latencyOf, nameOf, REASONS } from './texts.js';
import type { Moment, SessionLife } from './timelineTypes.js';

export interface LaneContext {
  scale: Scale;
  now: number;
  mirrored: boolean;
}

/** The line of one session. */
export function SessionLane({ life, scale, now, mirrored }: LaneContext & { life: SessionLife }) {
  const { attempts, failures, minted, ready, found, begun, expiresAt, ended } = life;
  const here = scale.at(now);
  const latency = latencyOf(life);

  const end = ended ? scale.of(ended.moment) : here;
  const isOver = expiresAt !== undefined && expiresAt <= (ended?.moment.at ?? now);
  const expiry = isOver ? scale.at(expiresAt) : phaseOf(life, now) === 'expired' ? end : undefined;
  const toCome = endToCome(life, now);
  const held = minted ?? (found ? begun : undefined);

  const mark = (kind: MarkKind, moment: Moment, text: string) => (
    <Mark
      key={`${kind}${moment.order}`}
      kind={kind}
      at={scale.of(moment)}
      title={`${text}, ${timeOfDay(moment.at)}`}
    />
  );
  return (
    <Lane
      name={nameOf(life)}
      detail={[accountOf(life), latency && `answered in ${latency}`].filter(Boolean).join(' · ')}
      end={endText(life, now)}
      height={26}
      now={here}
      mirrored={mirrored}
    >
      {attempts.map(({ asked, answered }, index) => {
        const next = answered ?? attempts[index + 1]?.asked;
        return (
          <Bar
            key={asked.order}
            kind="asking"
            from={scale.of(asked)}
            to={next ? scale.of(next) : end}
            pulse={!next && !ended}
          />
        );
      })}
      {held && <Bar kind="live" from={scale.of(held)} to={Math.min(end, expiry ?? end)} />}
      {toCome !== undefined && <Bar kind="left" from={here} to={scale.at(toCome)} />}
      {expiry !== undefined && expiry < end && <Bar kind="over" from={expiry} to={end} />}
      {attempts.map(({ asked, reason }) => mark('asked', asked, `Requested: ${REASONS[reason]}`))}
      {failures.map(({ error, moment }) => mark('failed', moment, `Failed: ${error.code}`))}
      {minted && mark('minted', minted, 'Minted and handed to Connect.js')}
      {ready && mark('ready', ready, 'Ready')}
      {expiry !== undefined && <Mark kind="expiry" at={expiry} title="Expired" />}
      {toCome !== undefined && (
        <Mark kind="expiry" at={scale.at(toCome)} title={`Expires, ${timeOfDay(toCome)}`} />
      )}
      {ended && ended.how !== 'expired' && mark('ended', ended.moment, endText(life, now))}
    </Lane>
  );
}
