import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createElement, type ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import * as library from 'stripe-embedded';
import * as preview from 'stripe-embedded/preview';
import { describe, expect, it, onTestFinished, vi } from 'vitest';

describe('on a server', () => {
  it('renders the fallback, requests nothing and logs no warning', () => {
    const endpoint = vi.fn();
    const error = vi.spyOn(console, 'error');
    const warn = vi.spyOn(console, 'warn');
    const html = renderToString(
      createElement(
        library.ConnectProvider,
        { publishableKey: 'pk_test_1', endpoint, preload: true },
        createElement(library.ConnectPayments),
        createElement(library.ConnectNotificationBanner, { hideWhenEmpty: true }),
        createElement(preview.ConnectCapitalOverview),
      ),
    );
    expect(html).toContain('data-stripe-embedded="payments"');
    expect(html).toContain('Loading…');
    expect(endpoint).not.toHaveBeenCalled();
    expect(error).not.toHaveBeenCalled();
    expect(warn).not.toHaveBeenCalled();
  });

  const rendered = (props: object, ...children: ReactNode[]) =>
    renderToString(
      createElement(
        library.ConnectProvider,
        { publishableKey: 'pk_test_1', endpoint: '/api/stripe/session', ...props },
        ...children,
      ),
    );
  const hint = /<link[^>]*connect-js[^>]*>/g;

  it('writes one hint for the script into the HTML, with the page’s nonce', () => {
    function Own() {
      return library.useCreateComponent('payouts').wrapper;
    }
    const html = rendered(
      { nonce: 'r4nd0m' },
      createElement(library.ConnectPayments),
      createElement(library.ConnectPayouts),
      createElement(Own),
    );
    expect(html.match(hint)).toEqual([
      '<link rel="preload" href="https://connect-js.stripe.com/v1.0/connect.js" as="script" nonce="r4nd0m"/>',
    ]);
  });

  it('writes none without a component or `preload`, or if the page may be shown in a webview that cannot use it', () => {
    expect(rendered({}, 'Nothing yet')).not.toMatch(hint);
    expect(rendered({ preload: true }, 'Nothing yet').match(hint)).toHaveLength(1);
    const html = rendered({ linkOut: 'https://shop.example' }, createElement(library.ConnectPayments));
    expect(html).not.toMatch(hint);
    expect(html).toContain('Loading…');
  });

  it('writes none with React 18, which cannot', async () => {
    vi.resetModules();
    vi.doMock('react-dom', () => ({ preload: undefined }));
    onTestFinished(() => {
      vi.doUnmock('react-dom');
      vi.resetModules();
    });
    const { ConnectProvider, ConnectPayments } = await import('stripe-embedded');
    const props = { publishableKey: 'pk_test_1', endpoint: '/api/stripe/session' };
    const html = renderToString(createElement(ConnectProvider, props, createElement(ConnectPayments)));
    expect(html).not.toMatch(hint);
    expect(html).toContain('Loading…');
  });

  it('renders what a page builds with the hooks, in its initial state', () => {
    const endpoint = '/api/stripe/session';
    function Page() {
      const states = [
        library.useConnect().status,
        library.useAccountSession({ endpoint }).status,
        library.useFinancialConnections().status,
      ];
      return createElement('p', null, states.join(), library.useCreateComponent('payments').wrapper);
    }
    const html = renderToString(
      createElement(
        library.ConnectProvider,
        { publishableKey: 'pk_test_1', endpoint },
        createElement(
          library.FinancialConnectionsProvider,
          { publishableKey: 'pk_test_1', endpoint },
          createElement(Page),
          createElement(library.LinkAccountsButton),
        ),
      ),
    );
    expect(html).toContain('idle,idle,idle<div');
    expect(html).toContain('Link a bank account</button>');
  });

  it('keeps nothing of a request once it is answered', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const held = Array.from({ length: 20 }, (_, at) => {
      const fonts = [{ cssSrc: 'https://shop.example/a.css' }];
      const props = { endpoint: '/api/stripe/session', account: `acct_${at}`, fonts };
      renderToString(createElement(library.ConnectProvider, props, createElement(library.ConnectPayments)));
      return new WeakRef(fonts);
    });
    await new Promise((resolve) => setTimeout(resolve, 0));
    collectGarbage();
    expect(held.filter((ref) => ref.deref()).length).toBeLessThanOrEqual(2);
  });

  it('has no browser globals, and importing the library has not created any', () => {
    expect(globalThis).not.toHaveProperty('window');
    expect(globalThis).not.toHaveProperty('document');
    const own = Object.getOwnPropertySymbols(globalThis).map(String);
    expect(own.filter((name) => name.includes('stripe-embedded'))).toEqual([]);
  });
});
