import { setTimeout as sleep } from 'node:timers/promises';
import { inTab } from './openStage.mjs';
import { PAGES } from './inPageApps.mjs';

const WARM = 100;
const TIMES = 1_000;

let measured;

/** What is left in memory after 1,000 mounts, measured once for two rows. */
export const leftInMemory = (stage) => (measured ??= measure(stage));

const measure = (stage) =>
  stage.withSites(PAGES, {}, async ({ ours, peer }) => ({
    ours: await inTab(ours, (tab) => cycle(tab, false)),
    whole: await inTab(ours, (tab) => cycle(tab, true)),
    peer: await inTab(peer, (tab) => cycle(tab, false)),
  }));

async function cycle(tab, withProvider) {
  const devtools = await tab.context().newCDPSession(tab);
  const run = (times) =>
    tab.evaluate(([count, whole]) => globalThis.bench.cycle(count, whole), [times, withProvider]);
  await run(WARM);
  const before = await look(devtools);
  await run(TIMES);
  const after = await look(devtools);
  return {
    heap: (after.heap - before.heap) / 1_000_000,
    detached: after.detached - before.detached,
  };
}

async function look(devtools) {
  // The browser releases elements a little later, and one collection may free objects that kept others alive until
  // the next.
  for (let times = 0; times < 4; times++) {
    await sleep(250);
    await devtools.send('HeapProfiler.collectGarbage');
  }
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return { heap: usedSize, detached: await countDetached(devtools) };
}

async function countDetached(devtools) {
  const objectGroup = 'detached';
  const { result: prototype } = await devtools.send('Runtime.evaluate', {
    expression: 'HTMLElement.prototype',
    objectGroup,
  });
  const { objects } = await devtools.send('Runtime.queryObjects', {
    prototypeObjectId: prototype.objectId,
    objectGroup,
  });
  const { result } = await devtools.send('Runtime.callFunctionOn', {
    objectId: objects.objectId,
    // The results include prototypes, which are not elements.
    functionDeclaration: `function () {
      return this.filter((it) => !Object.hasOwn(it, 'constructor') && it.isConnected === false).length;
    }`,
    returnByValue: true,
  });
  await devtools.send('Runtime.releaseObjectGroup', { objectGroup });
  return result.value;
}
