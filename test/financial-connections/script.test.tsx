import { act } from '@testing-library/react';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { SessionRequest } from 'stripe-embedded';
import type { SandboxOptions, ScriptFault } from 'stripe-embedded/sandbox';

/** Stripe's loader remembers what happened to its script, so each test gets a page that has never loaded one. */
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
  it('is loaded once, for the first flow and not before', async () => {
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

  it('is prefetched with the session', async () => {
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

  it('that hangs fails the flow within loadTimeout', async () => {
    const { set, renderLinking } = await freshPage();
    set.sandbox.fail({ script: 'hanging' });
    const { start } = renderLinking(set, {}, { loadTimeout: 5_000 });
    const flow = await start('collectAccounts');
    await set.tick(4_999);
    expect(flow.answer).toBeUndefined();
    await set.tick(1);
    expect(flow.answer).toMatchObject({ type: 'failed', error: { code: 'script_timeout' } });
  });

  it('that hangs fails the flow if the page has removed its tag too, and the next flow works', async () => {
    const { set, tags, renderLinking } = await freshPage();
    set.sandbox.fail({ script: 'hanging' });
    const { start } = renderLinking(set, {}, { loadTimeout: 5_000 });
    const failed = await start('collectAccounts');
    for (const tag of tags()) tag.remove();
    await set.tick(5_000);
    expect(failed.answer).toMatchObject({ type: 'failed', error: { code: 'script_timeout' } });
    const flow = await start('collectAccounts');
    await set.tick();
    set.sandbox.financialConnections.link();
    await set.tick();
    expect(flow.answer).toMatchObject({ type: 'linked' });
  });
});

describe('the page’s own Stripe.js that never loaded', () => {
  it.each<[string, () => Promise<null>]>([
    ['was refused for the page’s own reasons', () => Promise.reject(new Error('no settings'))],
    ['comes from a server', () => Promise.resolve(null)],
  ])('because it %s does not affect the library’s own, which is loaded as usual', async (_, own) => {
    const { set, tags, renderLinking } = await freshPage();
    const { start, rerender } = renderLinking(set, {}, { stripe: own() });
    expect((await start('collectAccounts')).answer).toMatchObject({ error: { code: 'script_blocked' } });
    rerender({ stripe: undefined });
    const flow = await start('collectAccounts');
    // Not the old v3 script: the loader's URL ends differently.
    expect([...tags()].map((tag) => tag.getAttribute('src'))).toEqual([
      expect.stringMatching(/\/stripe\.js$/),
    ]);
    await set.tick();
    set.sandbox.financialConnections.link();
    await set.tick();
    expect(flow.answer).toMatchObject({ type: 'linked' });
  });
});

it('the page’s own Stripe that is still `null`, as from `useStripe()`, is reported as not loaded, and not as a key failure', async () => {
  const { set, renderLinking } = await freshPage();
  const { start, rerender } = renderLinking(set, {}, { publishableKey: undefined, stripe: null });
  expect((await start('collectAccounts')).answer).toMatchObject({
    error: { code: 'script_blocked', retryable: true },
  });
  const { loadStripe } = await import('@stripe/stripe-js/pure/index.js');
  rerender({ stripe: await loadStripe('pk_test_1') });
  const flow = await start('collectAccounts');
  set.sandbox.financialConnections.link();
  await set.tick();
  expect(flow.answer).toMatchObject({ type: 'linked' });
});

it('the page’s own Stripe that was refused is reported as not loaded, with its cause', async () => {
  const { set, renderLinking } = await freshPage();
  const cause = new Error('blocked by a policy');
  const stripe = Promise.reject(cause);
  stripe.catch(() => {});
  const { start, rerender } = renderLinking(set, {}, { stripe });
  expect((await start('collectAccounts')).answer).toMatchObject({
    error: { code: 'script_blocked', retryable: true, cause },
  });
  const { loadStripe } = await import('@stripe/stripe-js/pure/index.js');
  rerender({ stripe: loadStripe('pk_test_1') });
  await start('collectAccounts');
  expect(set.sandbox.financialConnections.isOpen).toBe(true);
});

describe('Stripe.js that is already loaded', () => {
  /** A page with a Stripe.js that records how it was created. */
  async function pageWithStripe() {
    const page = await freshPage();
    const make = vi.fn((_key: string, _options: object) => ({
      collectFinancialConnectionsAccounts: async () => ({}),
      _registerWrapper() {},
      registerAppInfo() {},
    }));
    (window as { Stripe?: unknown }).Stripe = make;
    onTestFinished(() => void delete (window as { Stripe?: unknown }).Stripe);
    return { ...page, make };
  }

  it.each([
    ['fr-CA', 'fr-CA'],
    ['en-GB', 'en-GB'],
    ['es-419', 'es-419'],
    ['pt-BR', 'pt-BR'],
    ['zh-HK', 'zh-HK'],
    ['zh-TW', 'zh-TW'],
    ['zh-Hant-TW', 'zh-TW'],
    ['zh-Hant-HK', 'zh-HK'],
    ['zh-Hant', 'zh-TW'],
    ['zh-Hans', 'zh'],
    ['pt_br', 'pt-BR'],
    ['ar', 'ar'],
    ['no locale', undefined],
    ['de-AT', 'de'],
    ['ja', 'ja'],
    [undefined, undefined],
  ])('speaks %s as %s, for the account it acts for', async (locale, spoken) => {
    const { set, make, renderLinking } = await pageWithStripe();
    const { start } = renderLinking(set, {}, { locale, stripeAccount: 'acct_1' });
    expect((await start('collectAccounts')).answer).toEqual({ type: 'cancelled' });
    expect(make).toHaveBeenCalledExactlyOnceWith('pk_test_sandbox', {
      locale: spoken,
      stripeAccount: 'acct_1',
    });
    // Connect.js supports fewer languages than Stripe.js: a missing one is no reason to warn here.
    const said = vi.mocked(console.warn).mock.calls.map(([text]) => String(text));
    expect(said.filter((text) => text.includes('components do not support "'))).toEqual([]);
  });

  /** An endpoint whose responses have extra fields, each time the next ones. */
  const answering = ({ sandbox }: Awaited<ReturnType<typeof freshPage>>['set'], answers: object[]) => {
    let minted = 0;
    return async (request: SessionRequest) => ({
      ...(await sandbox.endpoint(request)),
      ...answers[Math.min(minted++, answers.length - 1)],
    });
  };

  it('is created with the key that came with the session, and not with the previous key', async () => {
    const { set, make, renderLinking } = await pageWithStripe();
    const used: string[] = [];
    make.mockImplementation((key) => ({
      collectFinancialConnectionsAccounts: async () => {
        used.push(key);
        return {};
      },
      _registerWrapper() {},
      registerAppInfo() {},
    }));
    const endpoint = answering(set, [
      { publishableKey: 'pk_test_1', livemode: false },
      { publishableKey: 'pk_test_2', livemode: false },
      { publishableKey: 'pk_live_1', livemode: true },
    ]);
    const { start } = renderLinking(set, {}, { endpoint, publishableKey: undefined });
    for (let time = 0; time < 3; time++)
      expect((await start('collectAccounts')).answer).toEqual({ type: 'cancelled' });
    expect(used).toEqual(['pk_test_1', 'pk_test_2', 'pk_live_1']);
  });

  it.each<[string, object, string]>([
    ['the session, which brought the key too', { publishableKey: undefined }, 'fr-CA'],
    ['the session', {}, 'fr-CA'],
    ['the page, if it has one', { locale: 'de' }, 'de'],
  ])('uses the language of %s', async (_, props, locale) => {
    const { set, make, renderLinking } = await pageWithStripe();
    const endpoint = answering(set, [{ publishableKey: 'pk_test_1', locale: 'fr_ca' }]);
    const { start } = renderLinking(set, {}, { endpoint, ...props });
    expect((await start('collectAccounts')).answer).toEqual({ type: 'cancelled' });
    expect(make).toHaveBeenLastCalledWith(expect.any(String), expect.objectContaining({ locale }));
  });

  it('is created once for each key, account and language', async () => {
    const { set, make, renderLinking } = await pageWithStripe();
    const { start, rerender } = renderLinking(set);
    const others = [{}, { stripeAccount: 'acct_1' }, { locale: 'fr' }, { publishableKey: 'pk_test_2' }, {}];
    for (const props of others) {
      rerender(props);
      await start('collectAccounts');
      await start('collectAccounts');
    }
    expect(make).toHaveBeenCalledTimes(4);
  });

  it.each<[string, object]>([
    ['', {}],
    [', including in a language of the session’s', { locale: 'fr' }],
  ])('that was prefetched opens the modal in the same task as the click%s', async (_, more) => {
    const { set, make, renderLinking } = await pageWithStripe();
    const collect = vi.fn(async () => ({}));
    make.mockReturnValue({
      collectFinancialConnectionsAccounts: collect,
      _registerWrapper() {},
      registerAppInfo() {},
    });
    const { seen } = renderLinking(set, { prefetch: 'mount' }, { endpoint: answering(set, [more]) });
    await set.tick();
    act(() => {
      void seen.link.collectAccounts();
      expect(collect).toHaveBeenCalledTimes(1);
    });
    await set.tick();
  });

  it('leaves no timer once it is loaded', async () => {
    const { set, renderLinking } = await pageWithStripe();
    const started = vi.spyOn(set.sandbox.clock, 'setTimeout');
    const ended = vi.spyOn(set.sandbox.clock, 'clearTimeout');
    const { start } = renderLinking(set);
    await start('collectAccounts');
    const timers = started.mock.results.filter((_, at) => started.mock.calls[at]![1] === 20_000);
    expect(timers).toHaveLength(1);
    expect(ended).toHaveBeenCalledWith(timers[0]!.value);
  });
});

describe('after Stripe.js has hung', () => {
  /** A page whose first flow has timed out. */
  async function hungPage() {
    const page = await freshPage();
    page.set.sandbox.fail({ script: 'hanging' });
    const linking = page.renderLinking(page.set, {}, { loadTimeout: 5_000 });
    const first = await linking.start('collectAccounts');
    await page.set.tick(5_000);
    expect(first.answer).toMatchObject({
      error: {
        code: 'script_timeout',
        retryable: true,
        message: expect.stringContaining('Stripe.js (https://js.stripe.com) did not load within 5000 ms'),
      },
    });
    expect(page.tags()).toHaveLength(0);
    return { ...page, ...linking };
  }

  it('a script tag of the library loads it from the same address', async () => {
    const { set, start, tags } = await hungPage();
    const flow = await start('collectAccounts');
    await set.tick();
    expect(tags()).toHaveLength(1);
    set.sandbox.financialConnections.link();
    await set.tick();
    expect(flow.answer).toMatchObject({ type: 'linked' });
  });

  it('a Stripe.js that loads after all is used, without another tag', async () => {
    const { set, start, tags } = await hungPage();
    const collect = vi.fn(async () => ({}));
    Object.assign(window, { Stripe: () => ({ collectFinancialConnectionsAccounts: collect }) });
    onTestFinished(() => void delete (window as { Stripe?: unknown }).Stripe);
    await start('collectAccounts');
    await set.tick();
    expect(collect).toHaveBeenCalledTimes(1);
    expect(tags()).toHaveLength(0);
  });

  it('a script tag of the library that is blocked is removed and reported, and the next one works', async () => {
    const { set, start, tags } = await hungPage();
    set.sandbox.fail({ script: 'blocked' });
    const flow = await start('collectAccounts');
    await set.tick();
    expect(flow.answer).toMatchObject({
      error: {
        code: 'script_blocked',
        retryable: true,
        message: expect.stringContaining('Stripe.js (https://js.stripe.com) did not load'),
      },
    });
    expect(tags()).toHaveLength(0);
    await start('collectAccounts');
    await set.tick();
    expect(tags()).toHaveLength(1);
    set.sandbox.financialConnections.cancel();
    await set.tick();
  });
});

describe.each<[ScriptFault, number]>([
  // stripe-js tries twice by itself.
  ['blocked', 2],
  ['hanging', 1],
])('Stripe.js that is %s beside another script of Stripe’s', (script, times) => {
  it('leaves the other script alone, and the next flow works', async () => {
    const { set, renderLinking } = await freshPage();
    const table = document.createElement('script');
    table.src = 'https://js.stripe.com/v3/pricing-table.js';
    document.head.append(table);
    set.sandbox.fail({ script, times });
    const { start } = renderLinking(set, {}, { loadTimeout: 5_000 });
    const failed = await start('collectAccounts');
    await set.tick(5_000);
    expect(failed.answer).toMatchObject({ type: 'failed' });
    expect(table.isConnected).toBe(true);
    const flow = await start('collectAccounts');
    await set.tick();
    set.sandbox.financialConnections.link();
    await set.tick();
    expect(flow.answer).toMatchObject({ type: 'linked' });
  });
});

describe('a page that links bank accounts', () => {
  const WEBVIEW = 'Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) Chrome/126.0 Mobile Safari/537.36';
  const BROWSER = 'Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/126.0 Mobile Safari/537.36';

  it.each<[string, string, object, number]>([
    ['is warned once in a webview without a return URL', WEBVIEW, {}, 1],
    [
      'is not warned in a webview with a return URL',
      WEBVIEW,
      { params: { returnUrl: 'https://shop.example' } },
      0,
    ],
    ['is not warned in a browser', BROWSER, {}, 0],
  ])('%s', async (_, userAgent, options, times) => {
    const agent = vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(userAgent);
    onTestFinished(() => agent.mockRestore());
    const { set, renderLinking } = await freshPage();
    renderLinking(set, options);
    renderLinking(set, options);
    const said = vi.mocked(console.warn).mock.calls.filter(([text]) => String(text).includes('webview'));
    expect(said).toHaveLength(times);
  });
});
