import { describe, expect, it } from 'vitest';
import { createScale } from '../../src/devtools/createScale.js';
import { countdown, duration } from '../../src/devtools/duration.js';

const moments = (...times: number[]) => times.map((at, order) => ({ at, order }));

describe('the timeline’s scale', () => {
  it('runs from 0 to 100 and never goes back', () => {
    const all = moments(0, 0, 200, 3_600_000);
    const scale = createScale(all, []);
    const places = all.map(scale.of);
    expect(places[0]).toBe(0);
    expect(places.at(-1)).toBe(100);
    expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
  });

  it('shows a fifth of a second next to an hour', () => {
    const [, asked] = moments(0, 200, 3_600_200).map(createScale(moments(0, 200, 3_600_200), []).of);
    expect(asked).toBeGreaterThan(10);
  });

  it('places a time between its neighbours', () => {
    const scale = createScale(moments(0, 1_000), [2_000]);
    expect(scale.at(2_000)).toBe(100);
    expect(scale.at(500)).toBeCloseTo(scale.of({ at: 1_000, order: 1 }) / 2);
    expect(scale.at(9_000)).toBe(100);
    expect(scale.at(0)).toBe(0);
  });

  it('handles a single moment and no moments', () => {
    expect(createScale(moments(5), [5]).of({ at: 5, order: 0 })).toBe(0);
    expect(createScale([], []).at(5)).toBe(100);
  });
});

it('a duration is printed in the shortest distinguishable form', () => {
  expect([0, 320, 1_234, 61_000, 3_600_000].map(duration)).toEqual([
    '0 ms',
    '320 ms',
    '1.2 s',
    '1:01',
    '1:00:00',
  ]);
  expect([-5, 1, 59_001].map(countdown)).toEqual(['0:00', '0:01', '1:00']);
});
