// From a click until Stripe's modal is in the page; the endpoint takes 300 ms, and the pointer rests on the button first.
// The peer is a button whose click fetches the secret, with Stripe.js loaded before, as Stripe's docs have it.
import { setTimeout as sleep } from 'node:timers/promises';
import { interleave } from '../stage/interleave.mjs';
import { inTab } from '../stage/openStage.mjs';

const ROUNDS = 8;
/** A person's pointer is there before the click: long enough for a session of 300 ms. */
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
    'a click with script and session there before, so the sandbox’s own answer and its drawing of the modal',
  met: ({ value, peer }) => value <= 0.1 * peer,
  whenMissed:
    'ours calls Stripe in the click’s own task, with the session that the hover brought. What is left is the sandbox’s answer over HTTP and its drawing: the floor below.',
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
