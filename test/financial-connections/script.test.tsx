import { act } from '@testing-library/react';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { SandboxOptions, ScriptFault } from 'stripe-embedded/sandbox';

/** Stripe's loader remembers what happened to its script: each test gets a page that has never loaded one. */
beforeEach(() => {
  vi.resetModules();
  document.head.innerHTML = '';
});

async function freshPage(options: SandboxOptions = {}) {
  const { stage } = await import('../support/stage.js');
  const { renderLinking } = await import('../support/bankStage.js');
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  onTestFinished(() => warn.mockRestore());
  const set = stage({ scripts: 'on-request', ...options });
  return {
    set,
    tags: () => document.querySelectorAll('script[src^="https://js.stripe.com"]'),
    renderLinking,
  };
}

describe('Stripe.js', () => {
  it('is loaded for the first flow and no earlier, once', async () => {
    const { set, tags, renderLinking } = await freshPage();
    const { start } = renderLinking(set);
    await set.tick();
    expect(tags()).toHaveLength(0);
    for (let time = 0; time < 2; time++) {
      const flow = await start('collectAccounts');
      await set.tick();
      set.sandbox.financialConnections.link();
      await set.tick();
      expect(flow.answer).toMatchObject({ type: 'linked' });
    }
    expect(tags()).toHaveLength(1);
  });

  it('is loaded ahead where the session is', async () => {
    const { set, tags, renderLinking } = await freshPage();
    const { seen } = renderLinking(set);
    act(() => void seen.link.prefetchSession());
    await set.tick();
    expect(tags()).toHaveLength(1);
    expect(set.log('mint')).toHaveLength(1);
  });

  it.each<ScriptFault>(['blocked', 'garbage'])(
    '(%s) fails the flow, and the next one works',
    async (fault) => {
      const { set, renderLinking } = await freshPage();
      // stripe-js tries twice by itself.
      set.sandbox.fail({ script: fault, times: 2 });
      const { start, onError } = renderLinking(set);
      const flow = await start('collectAccounts');
      for (let time = 0; time < 5 && !flow.answer; time++) await set.tick(1_000);
      expect(flow.answer).toMatchObject({
        type: 'failed',
        error: { code: 'script_blocked', retryable: true },
      });
      expect(onError).toHaveBeenCalledTimes(1);
      const again = await start('collectAccounts');
      await set.tick();
      set.sandbox.financialConnections.link();
      await set.tick();
      expect(again.answer).toMatchObject({ type: 'linked' });
    },
  );

  it('hangs: the flow fails within loadTimeout', async () => {
    const { set, renderLinking } = await freshPage();
    set.sandbox.fail({ script: 'hanging' });
    const { start } = renderLinking(set, {}, { loadTimeout: 5_000 });
    const flow = await start('collectAccounts');
    await set.tick(4_999);
    expect(flow.answer).toBeUndefined();
    await set.tick(1);
    expect(flow.answer).toMatchObject({ type: 'failed', error: { code: 'script_timeout' } });
  });
});
