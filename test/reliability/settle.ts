import { act } from '@testing-library/react';
import type { Sandbox } from 'stripe-embedded/sandbox';

/** Lets everything due happen, `ms` later. Faster than a stage's `tick`, for tests of many thousand steps. */
export const settle = (sandbox: Sandbox, ms = 0) =>
  act(async () => {
    sandbox.advance(ms);
    for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve));
  });
