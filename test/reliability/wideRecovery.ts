import { expect } from 'vitest';
import type { WidePage } from './widePage.js';
import { isThere } from './wideSlot.js';

/** Everything works again, someone is signed in, and everything on the page is visible. */
async function makeWell(page: WidePage) {
  const { sandbox, backends, slots, wait } = page;
  sandbox.heal();
  page.react(undefined);
  for (const backend of backends) {
    backend.setWeather('works');
    backend.state.person ??= 0;
    backend.release();
  }
  page.setOnline(true);
  page.setVisible(true);
  if (slots.every(({ isHere }) => !isHere)) slots[0]!.isHere = true;
  for (const slot of slots) {
    const own = slot.backend.accountsOf(slot.backend.state.person);
    if (slot.account && !own.some(({ id }) => id === slot.account)) slot.account = own[0]!.id;
    slot.wait?.end();
    Object.assign(slot, { wait: undefined, bomb: undefined, isHidden: false });
  }
  page.show();
  await wait();
  for (const slot of slots) slot.resets++;
  page.show();
  await wait();
  page.inspect();
  // If nothing signalled another user, and Stripe requests no session, only the page can know.
  for (const { kind, isStale, now } of slots.filter(isThere))
    if (kind === 'connect' && isStale) now.connect!.refresh();
  await wait();
}

const onPage = ({ slots }: WidePage, kind: string) =>
  slots.filter((slot) => isThere(slot) && slot.kind === kind);

/** What is wrong, in words. */
const troubles = (page: WidePage): string[] =>
  onPage(page, 'connect').flatMap((slot) => {
    const { backend, tags, now, id, account } = slot;
    const own = backend.accountsOf(backend.state.person);
    const { name } = own.find((one) => one.id === account) ?? own[0]!;
    const panels = page.panelsOf(slot);
    const states = panels.map(({ dataset }) => dataset['state']);
    const isReady = states.length === tags.length && states.every((state) => state === 'ready');
    const isOwn = !tags.includes('payments') || page.namesIn(page.sectionOf(slot))[0]?.name === name;
    const isFine = !tags.length || (now.connect?.status === 'ready' && !now.connect.error);
    return isReady && isOwn && isFine
      ? []
      : [`${id}: ${states.join()} ${now.connect?.error?.code}, not ${name}`];
  });

async function componentsRecover(page: WidePage) {
  for (let round = 0; round < 30; round++) {
    for (const slot of onPage(page, 'connect')) {
      const { connect } = slot.now;
      const panels = page.panelsOf(slot);
      // If a user gets no Retry, the page's own is left.
      const isStuck = panels.some(
        (panel) => panel.dataset['state'] === 'error' && !panel.querySelector('button'),
      );
      const hasFailed = connect!.status === 'logged_out' || (connect!.status === 'error' && !panels.length);
      if (isStuck || hasFailed) connect!.retry();
    }
    for (const button of page.buttons()) button.click();
    await page.wait();
    page.inspect();
    await page.pass(20_000);
    page.inspect();
    if (round > 0 && !troubles(page).length) break;
  }
  expect(troubles(page)).toEqual([]);
}

async function linkingRecovers(page: WidePage) {
  const modal = page.sandbox.financialConnections;
  for (const slot of onPage(page, 'bank')) {
    if (modal.isOpen) modal.cancel();
    await page.pass(20_000);
    const types: Array<string | undefined> = [];
    for (let round = 0; round < 5 && types.at(-1) !== 'linked'; round++) {
      const flow = page.collect(slot, 'collectAccounts');
      for (let turn = 0; turn < 3 && !modal.isOpen && !flow.result; turn++) await page.pass(10_000);
      if (modal.isOpen) modal.link();
      await page.pass(1_000);
      types.push(flow.result?.type);
    }
    expect(types.at(-1)).toBe('linked');
  }
}

async function handsRecover(page: WidePage) {
  for (const { now } of onPage(page, 'headless')) {
    const ends: string[] = [];
    for (let round = 0; round < 2 && ends.at(-1) !== 'a secret'; round++) {
      let end = 'nothing';
      void now.headless!.fetchClientSecret().then(
        () => (end = 'a secret'),
        () => (end = 'an error'),
      );
      await page.pass(20_000);
      ends.push(end);
    }
    expect(ends.at(-1)).toBe('a secret');
  }
}

/** Whatever happened before, all users get to see what is theirs, with a Retry at most. */
export async function wideRecovery(page: WidePage): Promise<void> {
  await makeWell(page);
  await componentsRecover(page);
  await handsRecover(page);
  await linkingRecovers(page);
  page.inspect();
}
