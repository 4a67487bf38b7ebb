import fc from 'fast-check';
import { beforeAll, expect, it, vi } from 'vitest';
import * as host from 'stripe-embedded';
import { openWidePage, type WideOptions } from './widePage.js';
import { wideRecovery } from './wideRecovery.js';
import { wideStep } from './wideSteps.js';
import type { Library } from './wideTree.js';

/* As `walks.test.tsx`, with a page of several providers, and with what comes in the middle of something else. */

/** These walks are long, so there are fewer: 40, and 800 in the nightly form. */
const WALKS = Math.ceil(Number(process.env['WALKS'] ?? 500) * 0.08);

/**
 * Repeats a failed run, which prints this: `WALKS_REPLAY='{"seed":1,"path":"0:1"}'`. `npm test` takes the same walks each
 * time; only the nightly form takes new ones.
 */
const REPLAY = JSON.parse(
  process.env['WALKS_REPLAY'] ?? (process.env['WALKS'] ? '{}' : '{"seed":20261122}'),
) as fc.Parameters<unknown>;

const slot = fc.record({
  kind: fc.constantFrom('connect' as const, 'connect' as const, 'connect' as const, 'bank', 'headless'),
  endpoint: fc.constantFrom('url' as const, 'url' as const, 'shared function', 'inline function'),
  theme: fc.constantFrom(undefined, undefined, 'dark' as const),
  components: fc.constantFrom(undefined, ['payments', 'balances', 'documents']),
  isKeyless: fc.constantFrom(false, false, true),
}) as fc.Arbitrary<WideOptions['slots'][number]>;

const options: fc.Arbitrary<WideOptions> = fc.record({
  isStrict: fc.constantFrom(true, true, false),
  unknown: fc.record({
    failedRefresh: fc.constantFrom('load_error' as const, 'silent' as const),
    expiry: fc.constantFrom('eager' as const, 'lazy' as const),
    cancelledBankSession: fc.constantFrom('reusable' as const, 'used' as const),
  }),
  latency: fc.record({ element: fc.constantFrom(0, 0, 500) }),
  slots: fc.array(slot, { minLength: 1, maxLength: 3 }),
  isNested: fc.boolean(),
});

let guest: Library;
beforeAll(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false);
  vi.resetModules();
  guest = await import('stripe-embedded');
  expect(guest.ConnectProvider).not.toBe(host.ConnectProvider);
});

it(
  'a page of several providers still works after any events in any order',
  { timeout: 120_000 + WALKS * 2_000 },
  async () => {
    const walks = fc.asyncProperty(
      options,
      fc.array(wideStep, { maxLength: 20, size: '+1' }),
      async (set, steps) => {
        (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = false;
        const page = openWidePage(set, guest);
        let isFine = false;
        try {
          page.show();
          await page.wait();
          await page.wait(700);
          for (const { run, turns } of steps) {
            await run(page);
            if (turns === 'all') await page.wait();
            else for (let turn = 0; turn < turns; turn++) await Promise.resolve();
            // What React does synchronously runs in a microtask.
            if (turns === 'all' || turns > 2) page.inspect(turns === 'all');
          }
          await page.wait();
          page.inspect();
          await wideRecovery(page);
          isFine = true;
        } finally {
          await page.close(isFine);
        }
      },
    );
    await fc.assert(walks, { numRuns: WALKS, ...REPLAY });
  },
);
