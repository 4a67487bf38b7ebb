// @vitest-environment-options { "url": "http://shop.example/" }
import { render } from '@testing-library/react';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';

beforeEach(() => {
  vi.resetModules();
  document.head.innerHTML = '';
});

/** A page that has never been diagnosed, and what its console said. */
async function freshPage() {
  const { stage, renderConnect, KEY, stateOf } = await import('../support/stage.js');
  const { renderLinking } = await import('../support/bankStage.js');
  const library = await import('stripe-embedded');
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  onTestFinished(() => warn.mockRestore());
  const warnings = () =>
    warn.mock.calls.map(([text]) => String(text)).filter((text) => text.startsWith('[stripe-e'));
  return { set: stage(), renderConnect, renderLinking, library, KEY, stateOf, warnings };
}

const WEBVIEWS = [
  'Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
];
const BROWSERS = [
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1',
];

describe('a page without TLS', () => {
  it('gets no session for a live key', async () => {
    const { set, renderConnect, library, stateOf } = await freshPage();
    const { onError } = renderConnect(set, <library.ConnectPayments />, { publishableKey: 'pk_live_1' });
    await set.tick();
    expect(stateOf('payments')).toBe('error');
    expect(onError.mock.calls[0]![0].code).toBe('insecure_context');
    expect(set.log('claim')).toHaveLength(0);
  });

  it('links no bank with a live key', async () => {
    const { set, renderLinking } = await freshPage();
    const { start } = renderLinking(set, {}, { publishableKey: 'pk_live_1' });
    expect((await start('collectAccounts')).answer).toMatchObject({ error: { code: 'insecure_context' } });
  });

  it('may have a test key', async () => {
    const { set, renderConnect, library, stateOf } = await freshPage();
    renderConnect(set, <library.ConnectPayments />);
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
  });
});

describe('in development', () => {
  it.each(WEBVIEWS)('a webview is told apart: %s', async (userAgent) => {
    vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(userAgent);
    const { set, renderConnect, renderLinking, library, warnings } = await freshPage();
    renderConnect(set, <library.ConnectPayments />);
    renderLinking(set);
    renderLinking(set);
    expect(warnings()).toEqual([
      expect.stringContaining("an app's webview"),
      expect.stringContaining('`params.returnUrl`'),
    ]);
    vi.restoreAllMocks();
  });

  it('a webview is told apart on a page that was in a browser before', async () => {
    const { set, renderConnect, library, warnings } = await freshPage();
    renderConnect(set, <library.ConnectPayments />);
    vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(WEBVIEWS[0]!);
    renderConnect(set, <library.ConnectPayments />);
    expect(warnings()).toEqual([expect.stringContaining("an app's webview")]);
    vi.restoreAllMocks();
  });

  it.each(BROWSERS)('a browser is left alone: %s', async (userAgent) => {
    vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(userAgent);
    const { set, renderConnect, renderLinking, library, warnings } = await freshPage();
    renderConnect(set, <library.ConnectPayments />);
    renderLinking(set);
    expect(warnings()).toEqual([]);
    vi.restoreAllMocks();
  });

  it('a header that cuts off Stripe’s windows is named', async () => {
    vi.stubGlobal('crossOriginIsolated', true);
    const { set, renderConnect, library, warnings } = await freshPage();
    renderConnect(set, <library.ConnectPayments />);
    expect(warnings()).toEqual([expect.stringContaining('Cross-Origin-Opener-Policy')]);
    vi.unstubAllGlobals();
  });
});

describe('preload', () => {
  it('lets the script travel once, with the page’s nonce, and asks for no session', async () => {
    const { set, library } = await freshPage();
    render(<p>Sign in</p>);
    delete (window as { StripeConnect?: unknown }).StripeConnect;
    library.preload({ nonce: 'r4nd0m' });
    library.preload();
    const links = document.head.querySelectorAll<HTMLLinkElement>('link[rel="preload"]');
    expect(links).toHaveLength(1);
    expect(links[0]!.nonce).toBe('r4nd0m');
    expect(set.log('mint')).toHaveLength(0);
  });
});
