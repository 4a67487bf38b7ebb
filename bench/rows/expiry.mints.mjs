// Sessions minted for each expiry on a page with 20 components: the largest number over 5 expiries.
// After each expiry the page is left alone for a while, so that a second mint would be counted.
import { setTimeout as sleep } from 'node:timers/promises';
import { inTab, untilStarted } from '../stage/openStage.mjs';

const COMPONENTS = 20;
const EXPIRIES = 5;
const PAGES = {
  ours: { harness: 'onSite.tsx', app: 'ours.tsx' },
  peer: { harness: 'onSite.tsx', app: 'peer.tsx' },
};

export default {
  what: `mints per expiry with ${COMPONENTS} components`,
  unit: 'mints',
  target: 'exactly 1',
  met: ({ value }) => value === 1,
  measure: (stage) =>
    stage.withSites(PAGES, {}, async (sites) => {
      const most = (site) =>
        inTab(
          site,
          async (tab) => {
            await untilStarted(tab, COMPONENTS);
            const counts = [];
            for (let at = 0; at < EXPIRIES; at++) {
              const before = site.mints();
              site.sandbox.expire();
              await sleep(400);
              counts.push(site.mints() - before);
            }
            // None at all would be as wrong as two.
            return counts.includes(0) ? 0 : Math.max(...counts);
          },
          `/?count=${COMPONENTS}`,
        );
      return { value: await most(sites.ours), peer: await most(sites.peer) };
    }),
};
