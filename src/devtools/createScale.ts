import type { Moment } from './timelineTypes.js';

/** Where a moment or a time lies, from 0 to 100. */
export interface Scale {
  of(moment: Moment): number;
  at(time: number): number;
}

/** What happens at once is still drawn side by side. */
const LEAST = 0.6;

/**
 * A fifth of a second of asking and an hour of waiting must both be seen: a gap is as wide as its order of
 * magnitude. `times` are those that nothing marks yet: now, and the ends to come.
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
      // The last of those at once: what has happened by then lies before it.
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
