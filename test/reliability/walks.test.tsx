import { fireEvent } from '@testing-library/react';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bankSteps } from './bankSteps.js';
import { openBankWalk, type BankWalk } from './bankWalk.js';
import { connectSteps } from './connectSteps.js';
import { openConnectWalk, TAGS, type ConnectWalk } from './connectWalk.js';
import type { WalkRig } from './walkRig.js';
import { at, newModel } from './walkStep.js';

/** The total number of walks. `WALKS=10000` is the nightly form. */
const WALKS = Number(process.env['WALKS'] ?? 500);

/** Repeats a failed run, which prints this: `WALKS_REPLAY='{"seed":1,"path":"0:1"}'`. */
const REPLAY = JSON.parse(process.env['WALKS_REPLAY'] ?? '{}') as fc.Parameters<unknown>;

const unknown = fc.record({
  failedRefresh: fc.constantFrom('load_error' as const, 'silent' as const),
  expiry: fc.constantFrom('eager' as const, 'lazy' as const),
  cancelledBankSession: fc.constantFrom('reusable' as const, 'used' as const),
});
const form = fc.constantFrom('function' as const, 'url' as const);

function makeWell({ sandbox, state, setOnline, setVisible }: WalkRig) {
  sandbox.heal();
  state.weather = 'works';
  setOnline(true);
  setVisible(true);
}

/** Whatever happened before, the user gets to see the component, with a Retry at most. */
async function componentsRecover(page: ConnectWalk) {
  makeWell(page);
  page.show({ account: page.state.account ?? page.sandbox.accounts[1]!.id });
  // What is on the page must recover without a new component.
  if (!page.panels().length) page.show({ tags: ['documents'] });
  const states = () => page.panels().map(({ dataset }) => dataset['state']);
  // After a Retry, what was drawn before stays visible while the session is retried.
  const isWell = () => {
    const { status, error } = page.connect();
    return states().every((state) => state === 'ready') && status === 'ready' && !error;
  };
  // A current mint may have to reach its time limit first, and then the longest pause between two attempts.
  for (let round = 0; round < 8 && !isWell(); round++) {
    await page.wait(20_000);
    const button = document.querySelector('[data-state=error] button');
    if (button) fireEvent.click(button);
    else if (states().includes('error')) at(() => page.connect().retry());
    await page.wait();
  }
  expect(states()).toEqual(states().map(() => 'ready'));
  expect(page.connect()).toMatchObject({ status: 'ready', error: undefined });
}

/** Whatever happened before, the user can link a bank account once the open window is closed. */
async function linkingRecovers(page: BankWalk) {
  makeWell(page);
  page.show({ account: page.state.account ?? page.sandbox.accounts[1]!.id });
  const modal = page.sandbox.financialConnections;
  if (modal.isOpen) at(() => modal.cancel());
  const result = () => page.flows.at(-1)?.result;
  for (let round = 0; round < 8 && result()?.type !== 'linked'; round++) {
    await page.wait(20_000);
    if (round === 0 || result()) at(() => page.collect('collectAccounts'));
    await page.wait();
    if (modal.isOpen) at(() => modal.link());
    await page.wait();
  }
  expect(result()).toMatchObject({ type: 'linked' });
}

const within = { timeout: 60_000 + WALKS * 200 };

describe('after any events in any order', () => {
  it('Connect components still work', within, async () => {
    const walks = fc.asyncProperty(
      fc.record({ form, unknown }),
      fc.commands(connectSteps, { maxCommands: 24, size: '+1' }),
      async (options, steps) => {
        const page = openConnectWalk(options);
        try {
          page.show({ tags: [...TAGS] });
          await page.wait();
          await fc.asyncModelRun(() => ({ model: newModel([...TAGS]), real: page }), steps);
          await componentsRecover(page);
        } finally {
          await page.close();
        }
      },
    );
    await fc.assert(walks, { numRuns: Math.ceil(WALKS * 0.6), ...REPLAY });
  });

  it('bank linking still works', within, async () => {
    const walks = fc.asyncProperty(
      fc.record({ form, unknown, verify: fc.boolean() }),
      fc.commands(bankSteps, { maxCommands: 24, size: '+1' }),
      async (options, steps) => {
        const page = openBankWalk(options);
        try {
          page.show();
          await fc.asyncModelRun(() => ({ model: newModel(), real: page }), steps);
          await linkingRecovers(page);
        } finally {
          await page.close();
        }
      },
    );
    await fc.assert(walks, { numRuns: Math.ceil(WALKS * 0.4), ...REPLAY });
  });
});
