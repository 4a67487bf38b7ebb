// From the navigation to the first `onLoaderStart`, in a fresh tab. Stripe's script takes 300 ms, the endpoint 200 ms.
// The floor is a page without React that requests both in its first line: nothing on this machine can be faster.
import { interleave } from '../stage/interleave.mjs';
import { inTab, untilStarted } from '../stage/openStage.mjs';

const ROUNDS = 12;
const PAGES = {
  ours: { harness: 'onSite.tsx', app: 'ours.tsx' },
  peer: { harness: 'onSite.tsx', app: 'peer.tsx' },
  bare: { harness: 'bare.ts' },
};

export default {
  what: 'navigation → first `onLoaderStart`',
  unit: 'ms',
  target: '≤ 1.05 × the floor, ≤ peer',
  floor:
    'a page without React that requests script and session in its first line. The slower of the two takes 300 ms; the rest is the navigation, and the sandbox’s claim of the session over HTTP, which no page can skip',
  swings: '0.98 to 1.00 of the peer in six runs',
  met: ({ value, peer, floor }) => value <= 1.05 * floor && value / peer < 1.005,
  whenMissed:
    'the peer’s package requests its script as soon as it is imported, before React renders. Ours does nothing on import. It requests its script when the first component renders, and the session in an effect after that.',
  measure: (stage) =>
    stage.withSites(PAGES, { script: 300, delay: 200 }, (sites) => {
      const load = (name) => () =>
        inTab(sites[name], async (tab) => {
          await untilStarted(tab, 1);
          return tab.evaluate(() => globalThis.bench.started[0]);
        });
      return interleave(ROUNDS, { value: load('ours'), peer: load('peer'), floor: load('bare') });
    }),
};
