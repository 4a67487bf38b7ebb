// Time in JavaScript, as V8's profiler samples it, from the first render until 20 components have begun to draw, in a
// fresh tab. The floor is the same 20 elements without React: the time that the sandbox itself takes to draw them.
import { interleave } from '../stage/interleave.mjs';
import { inTab } from '../stage/openStage.mjs';
import { COMPONENTS, PAGES } from '../stage/inPageApps.mjs';
import { scriptingTime } from '../stage/scriptingTime.mjs';

const ROUNDS = 16;

export default {
  what: `scripting time to mount ${COMPONENTS} components`,
  unit: 'ms',
  target: '≤ 1.0 × peer',
  floor: 'the same elements without React, so the time that the sandbox takes to draw them',
  met: ({ value, peer }) => value / peer < 1.005,
  swings: '1.08 to 1.45 in the runs on eight days',
  whenMissed:
    'until Stripe draws, ours shows a skeleton where the peer shows an empty box. Creating and removing 20 skeletons is about half of the difference. The rest is the session: its request, its lifecycle and the time limit on each element. React renders each component twice, as with the peer.',
  measure: (stage) =>
    stage.withSites(PAGES, {}, (sites) => {
      const time = (site, method) => () =>
        inTab(site, async (tab) => {
          const devtools = await tab.context().newCDPSession(tab);
          return scriptingTime(devtools, () =>
            tab.evaluate(([name, count]) => globalThis.bench[name](count), [method, COMPONENTS]),
          );
        });
      return interleave(ROUNDS, {
        value: time(sites.ours, 'mount'),
        peer: time(sites.peer, 'mount'),
        floor: time(sites.peer, 'mountBare'),
      });
    }),
};
