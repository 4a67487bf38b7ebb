// Time in React (render, commit, effects) for those 100 re-renders, in a production build, each in a fresh tab.
// What the peer's setters do afterwards, in promises and inside Stripe's elements, is left out, to its advantage.
import { interleave } from '../stage/interleave.mjs';
import { inTab } from '../stage/openStage.mjs';
import { COMPONENTS, PAGES, TIMES } from '../stage/inPageApps.mjs';

const ROUNDS = 12;

export default {
  what: 'time in React for those re-renders',
  unit: 'ms',
  target: '≤ 0.5 × peer',
  met: ({ value, peer }) => value <= 0.5 * peer,
  swings: '0.51 to 0.73 in the runs of three days',
  whenMissed:
    'inline callbacks are new props at each render, so each component compares them and keeps the newest, and React stops there. What is left is for the most part React’s own work on 20 components that it has to call; the provider is an eighth. The peer’s component runs three effects. What its 6,000 setter calls cost Stripe’s elements is not in this figure; ours makes none.',
  measure: (stage) =>
    stage.withSites(PAGES, {}, (sites) => {
      const time = (site) => () =>
        inTab(site, async (tab) => {
          await tab.evaluate((count) => globalThis.bench.mount(count), COMPONENTS);
          const { spent } = await tab.evaluate(
            ([count, times]) => globalThis.bench.rerender(count, times),
            [COMPONENTS, TIMES],
          );
          return spent;
        });
      return interleave(ROUNDS, { value: time(sites.ours), peer: time(sites.peer) });
    }),
};
