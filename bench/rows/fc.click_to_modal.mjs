// From a click until Stripe's modal is on the page. The endpoint takes 300 ms, and the pointer rests on the button first.
// The peer is a button that fetches the secret on click, with Stripe.js already loaded, as in Stripe's docs.
import { setTimeout as sleep } from 'node:timers/promises';
import { interleave } from '../stage/interleave.mjs';
import { inTab } from '../stage/openStage.mjs';

const ROUNDS = 8;
/** A user's pointer is there before the click: long enough for a session of 300 ms. */
const RESTS = 500;
const PAGES = {
  ours: { harness: 'clicked.tsx', app: 'linkOurs.tsx' },
  peer: { harness: 'clicked.tsx', app: 'linkPeer.tsx' },
  bare: { harness: 'clicked.tsx', app: 'linkBare.tsx' },
};

export default {
  what: 'click → modal open, endpoint 300 ms, prefetched on hover',
  unit: 'ms',
  target: '≤ 0.1 × fetch-on-click',
  floor:
    'a click with script and session already there, so only the sandbox’s own response and its drawing of the modal',
  met: ({ value, peer }) => value <= 0.1 * peer,
  whenMissed:
    'ours calls Stripe in the click’s own task, with the session that the hover prefetched. What remains is the sandbox’s response over HTTP and its drawing, which is the floor above.',
  measure: (stage) =>
    stage.withSites(PAGES, { delay: 300 }, (sites) => {
      const time = (site) => () =>
        inTab(site, async (tab) => {
          const button = tab.getByRole('button');
          await button.hover();
          await sleep(RESTS);
          await tab.mouse.down();
          await tab.mouse.up();
          await tab.waitForFunction(() => globalThis.bench.opened > 0);
          return tab.evaluate(() => globalThis.bench.opened - globalThis.bench.clicked);
        });
      return interleave(ROUNDS, {
        value: time(sites.ours),
        peer: time(sites.peer),
        floor: time(sites.bare),
      });
    }),
};
