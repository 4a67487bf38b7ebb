// @vitest-environment-options { "url": "http://shop.example/" }
import { fireEvent, render, screen } from '@testing-library/react';
import { StrictMode } from 'react';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';

beforeEach(() => {
  vi.resetModules();
  document.head.innerHTML = '';
});

/** A page whose environment has never been checked, and its console output. */
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
  it('gets no session with a live key', async () => {
    const { set, renderConnect, library, stateOf } = await freshPage();
    const { onError } = renderConnect(set, <library.ConnectPayments />, { publishableKey: 'pk_live_1' });
    await set.tick();
    expect(stateOf('payments')).toBe('error');
    expect(onError.mock.calls[0]![0].code).toBe('insecure_context');
    expect(set.log('claim')).toHaveLength(0);
  });

  it('links no bank account with a live key', async () => {
    const { set, renderLinking } = await freshPage();
    const { start } = renderLinking(set, {}, { publishableKey: 'pk_live_1' });
    expect((await start('collectAccounts')).answer).toMatchObject({ error: { code: 'insecure_context' } });
  });

  it('may use a test key', async () => {
    const { set, renderConnect, library, stateOf } = await freshPage();
    renderConnect(set, <library.ConnectPayments />);
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
  });
});

describe('in development', () => {
  it.each(WEBVIEWS)('a webview is detected: %s', async (userAgent) => {
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

  it('a webview is detected on a page that was in a browser before', async () => {
    const { set, renderConnect, library, warnings } = await freshPage();
    renderConnect(set, <library.ConnectPayments />);
    vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(WEBVIEWS[0]!);
    renderConnect(set, <library.ConnectPayments />);
    expect(warnings()).toEqual([expect.stringContaining("an app's webview")]);
    vi.restoreAllMocks();
  });

  it.each(BROWSERS)('a browser causes no warning: %s', async (userAgent) => {
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

describe('an app’s webview with a link to a browser', () => {
  const OUT = 'https://shop.example/payments';
  const inWebview = () => {
    vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(WEBVIEWS[0]!);
    onTestFinished(() => void vi.restoreAllMocks());
  };

  it('starts nothing, shows the link, and reports that once', async () => {
    inWebview();
    const { set, renderConnect, library, stateOf, warnings } = await freshPage();
    const { onError } = renderConnect(
      set,
      <StrictMode>
        <library.ConnectPayments />
        <library.ConnectBalances errorFallback={({ error }) => <b>{error.code}</b>} />
      </StrictMode>,
      { linkOut: new URL(OUT) },
    );
    await set.tick();
    expect(stateOf('payments')).toBe('error');
    expect(screen.getByRole('alert')).toHaveTextContent('Open it in your browser');
    const link = screen.getByRole('link', { name: 'Open in browser' });
    expect(link).toHaveAttribute('href', OUT);
    // An app that opens no windows of its own wouldn't follow a link with a target.
    expect(link).not.toHaveAttribute('target');
    expect(screen.queryByRole('button')).toBeNull();
    expect(screen.getByText('unsupported_environment', { selector: 'b' })).toBeVisible();
    expect(onError.mock.calls.map(([error]) => error.code)).toEqual(['unsupported_environment']);
    expect(set.log('mint')).toHaveLength(0);
    expect(document.head.children).toHaveLength(0);
    expect(warnings()).toEqual([]);
  });

  it.each(['javascript:alert(1)', '\u0001 Java\nscript:alert(1)', new URL('javascript:alert(1)')])(
    'does not follow a script URL such as %j, which may come from an address that somebody else wrote',
    async (linkOut) => {
      inWebview();
      const { set, renderConnect, library } = await freshPage();
      renderConnect(set, <library.ConnectPayments />, { linkOut });
      await set.tick();
      expect(screen.getByRole('alert')).toHaveTextContent('Open it in your browser');
      expect(document.querySelector('a')).toBeNull();
    },
  );

  it('is configured per provider: one shows the link, one tries to start, on the same session’s key', async () => {
    inWebview();
    const { set, library, KEY, stateOf } = await freshPage();
    const shared = { publishableKey: KEY, endpoint: set.sandbox.endpoint, clock: set.sandbox.clock };
    render(
      <>
        <library.ConnectProvider {...shared}>
          <library.ConnectPayments />
        </library.ConnectProvider>
        <library.ConnectProvider {...shared} linkOut={OUT}>
          <library.ConnectBalances />
        </library.ConnectProvider>
      </>,
    );
    await set.tick();
    expect([stateOf('payments'), stateOf('balances')]).toEqual(['ready', 'error']);
  });

  it('may be configured later, and removed again', async () => {
    inWebview();
    const { set, renderConnect, library, stateOf } = await freshPage();
    const { rerender } = renderConnect(set, <library.ConnectPayments />);
    await set.tick();
    const states: unknown[] = [];
    for (const linkOut of [OUT, undefined]) {
      rerender({ linkOut });
      await set.tick();
      states.push(stateOf('payments'), screen.queryByRole('link')?.getAttribute('href'));
    }
    expect(states).toEqual(['error', OUT, 'ready', undefined]);
  });

  it('does not affect the components on the page if it is configured later in a browser', async () => {
    const { set, renderConnect, library } = await freshPage();
    const { rerender } = renderConnect(set, <library.ConnectPayments />);
    await set.tick();
    const element = document.querySelector('stripe-connect-payments');
    rerender({ linkOut: OUT });
    await set.tick();
    expect(document.querySelector('stripe-connect-payments')).toBe(element);
    expect(set.log('mint')).toHaveLength(1);
  });

  it('tries to start if no link is configured', async () => {
    inWebview();
    const { set, renderConnect, library, stateOf } = await freshPage();
    renderConnect(set, <library.ConnectPayments />);
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
  });

  it('changes nothing in a browser, and does not show the link for another failure', async () => {
    const { set, renderConnect, library } = await freshPage();
    set.sandbox.fail({ api: 500 });
    renderConnect(set, <library.ConnectPayments />, { linkOut: OUT });
    await set.tick();
    expect(screen.getByRole('alert')).toHaveTextContent('endpoint_failed');
    expect(screen.queryByRole('link')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await set.tick();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('preload', () => {
  it('downloads the script once, with the page’s nonce, and requests no session', async () => {
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
