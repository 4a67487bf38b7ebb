import type { Moment, Timeline } from './timelineTypes.js';

/** All moments of a timeline, in no particular order. */
export const momentsOf = ({ lives, components }: Timeline): Moment[] =>
  [
    ...lives.flatMap(({ begun, attempts, failures, minted, ready, ended }) => [
      begun,
      ...attempts.flatMap(({ asked, answered }) => [asked, answered]),
      ...failures.map(({ moment }) => moment),
      minted,
      ready,
      ended?.moment,
    ]),
    ...components.flatMap(({ steps, gone }) => [...steps.map(({ moment }) => moment), gone]),
  ].filter((moment) => moment !== undefined);
