// Setters of Stripe's elements called in 100 re-renders of an app with 20 components and inline callbacks.
// They are counted on the element, where they arrive.
import { inTab } from '../stage/openStage.mjs';
import { COMPONENTS, PAGES, TIMES } from '../stage/inPageApps.mjs';

export default {
  what: `setter calls in ${TIMES} re-renders with inline callbacks, ${COMPONENTS} components`,
  unit: 'calls',
  target: '0',
  met: ({ value }) => value === 0,
  measure: (stage) =>
    stage.withSites(PAGES, {}, async (sites) => {
      const count = (site) =>
        inTab(site, async (tab) => {
          await tab.evaluate((count) => globalThis.bench.mount(count), COMPONENTS);
          const { setters } = await tab.evaluate(
            ([count, times]) => globalThis.bench.rerender(count, times),
            [COMPONENTS, TIMES],
          );
          return setters;
        });
      return { value: await count(sites.ours), peer: await count(sites.peer) };
    }),
};
