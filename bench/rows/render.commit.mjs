// Time in React (render, commit, effects) for those 100 re-renders, in a production build, each in a fresh tab.
// What the peer's setters do later, in promises and inside Stripe's elements, is not counted, to the peer's advantage.
import { interleave } from '../stage/interleave.mjs';
import { inTab } from '../stage/openStage.mjs';
import { COMPONENTS, PAGES, TIMES } from '../stage/inPageApps.mjs';

const ROUNDS = 12;

export default {
  what: 'time that React spends on those re-renders',
  unit: 'ms',
  target: '≤ 0.5 × peer',
  met: ({ value, peer }) => value <= 0.5 * peer,
  swings: '0.49 to 0.83 in the runs on eight days',
  whenMissed:
    'inline callbacks are new props in each render, so each component compares them, keeps the newest in an effect (docs/decisions/0012), and React stops there. Most of what remains is React’s own work for calling 20 components; the provider is an eighth. The peer’s component runs three effects. The cost of its 6,000 setter calls in Stripe’s elements is not in this figure; ours makes none.',
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
