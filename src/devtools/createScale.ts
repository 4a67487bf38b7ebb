import type { Moment } from './timelineTypes.js';

/** The position of a moment or a time, from 0 to 100. */
export interface Scale {
  of(moment: Moment): number;
  at(time: number): number;
}

/** Simultaneous moments are still drawn side by side. */
const LEAST = 0.6;

/**
 * A request of a fifth of a second and an hour of waiting must both be visible, so the width of a gap shows its order of
 * magnitude. `times` are the times without a recorded moment: now, and the future expiries.
 */
export function createScale(moments: Moment[], times: number[]): Scale {
  const stops = [...new Map(moments.map((moment) => [moment.order, moment])).values()]
    .sort((a, b) => a.order - b.order)
    .map(({ at, order }) => ({ at, order, place: 0 }));
  for (const at of [...times].sort((a, b) => a - b)) {
    if (at > (stops.at(-1)?.at ?? -Infinity)) stops.push({ at, order: -1, place: 0 });
  }
  for (const [index, stop] of stops.entries()) {
    const before = stops[index - 1];
    if (before) stop.place = before.place + LEAST + Math.log10(1 + (stop.at - before.at) / 100);
  }
  const whole = stops.at(-1)?.place || 1;
  const percent = (place: number) => (place / whole) * 100;
  const byOrder = new Map(stops.map(({ order, place }) => [order, percent(place)]));

  return {
    of: ({ order }) => byOrder.get(order) ?? 0,
    at(time) {
      // The last of simultaneous stops, so that everything that has happened by then lies before it.
      const index = stops.findLastIndex((stop) => stop.at <= time);
      const before = stops[index];
      const after = stops[index + 1];
      if (!after) return 100;
      if (!before) return 0;
      const share = (time - before.at) / (after.at - before.at);
      return percent(before.place + share * (after.place - before.place));
    },
  };
}
