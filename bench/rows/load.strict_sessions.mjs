// Sessions minted while a page loads under StrictMode. The bundles are development builds, where effects run twice.
// After its first `onLoaderStart` the page is left alone for a while, so that a late mint would be counted.
import { setTimeout as sleep } from 'node:timers/promises';
import { inTab, untilStarted } from '../stage/openStage.mjs';

const PAGES = {
  ours: { harness: 'onSite.tsx', app: 'ours.tsx', mode: 'development' },
  peer: { harness: 'onSite.tsx', app: 'peer.tsx', mode: 'development' },
};

export default {
  what: 'sessions minted on a page under StrictMode',
  unit: 'sessions',
  target: '1',
  met: ({ value }) => value === 1,
  measure: (stage) =>
    stage.withSites(PAGES, {}, async (sites) => {
      const count = (site) =>
        inTab(site, async (tab) => {
          await untilStarted(tab, 1);
          await sleep(300);
          return site.mints();
        });
      return { value: await count(sites.ours), peer: await count(sites.peer) };
    }),
};
