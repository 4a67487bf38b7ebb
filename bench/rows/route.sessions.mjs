// Sessions minted over 10 route changes, not counting the first page. Each route has its own provider and component.
// The peer's users keep the instance in the component that mounts it, so each route creates a new one.
import { setTimeout as sleep } from 'node:timers/promises';
import { inTab, untilStarted } from '../stage/openStage.mjs';

const CHANGES = 10;
const PAGES = {
  ours: { harness: 'onSite.tsx', app: 'ours.tsx' },
  peer: { harness: 'onSite.tsx', app: 'peer.tsx' },
};

export default {
  what: `sessions minted over ${CHANGES} route changes, after the first`,
  unit: 'sessions',
  target: '0',
  met: ({ value }) => value === 0,
  measure: (stage) =>
    stage.withSites(PAGES, {}, async (sites) => {
      const count = (site) =>
        inTab(site, async (tab) => {
          await untilStarted(tab, 1);
          const before = site.mints();
          for (let route = 1; route <= CHANGES; route++) {
            await tab.evaluate((to) => globalThis.bench.go(to), route);
            await untilStarted(tab, 1);
          }
          await sleep(100);
          return site.mints() - before;
        });
      return { value: await count(sites.ours), peer: await count(sites.peer) };
    }),
};
