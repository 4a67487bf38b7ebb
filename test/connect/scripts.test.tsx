import { act, fireEvent, render, screen } from '@testing-library/react';
import { use, useLayoutEffect, type ReactNode } from 'react';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { EmbeddedError } from 'stripe-embedded';
import type { InstallOptions, SandboxOptions, ScriptFault } from 'stripe-embedded/sandbox';

const KEY = 'pk_test_sandbox';

/** Stripe's loader remembers what happened to its script, so each test gets a page that has never loaded one. */
beforeEach(() => {
  vi.resetModules();
  document.head.innerHTML = '';
});

async function freshPage(options: SandboxOptions & InstallOptions = {}, props: object = {}) {
  const { stage, stateOf, retryButton } = await import('../support/stage.js');
  const { ConnectProvider, ConnectPayments } = await import('stripe-embedded');
  const set = stage({ scripts: 'on-request', ...options });
  const onError = vi.fn();
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  onTestFinished(() => warn.mockRestore());
  const show = (beside?: ReactNode) =>
    render(
      <ConnectProvider
        publishableKey={KEY}
        endpoint={set.sandbox.endpoint}
        clock={set.sandbox.clock}
        onError={onError}
        {...props}
      >
        <ConnectPayments />
        {beside}
      </ConnectProvider>,
    );
  const troubles = () => onError.mock.calls.map(([error]) => error as EmbeddedError);
  const codes = () => troubles().map(({ code }) => code as string);
  const tags = () => document.querySelectorAll<HTMLScriptElement>('script[src*="connect-js.stripe.com"]');
  /** The loader for a second attempt is a module that has to be fetched first. */
  const until = async (state: string) => {
    for (let turn = 0; turn < 50 && stateOf('payments') !== state; turn++) {
      await set.tick();
      await vi.dynamicImportSettled();
    }
    return stateOf('payments');
  };
  return { ...set, until, show, troubles, codes, tags, stateOf, retryButton, warn };
}

describe('the script', () => {
  it('is loaded by Stripe’s own loader, while the session is minted, without a warning', async () => {
    const page = await freshPage({ latency: { script: 300 } });
    page.show();
    await page.tick();
    expect(page.log('mint')).toHaveLength(1);
    expect(page.tags()).toHaveLength(1);
    expect(page.stateOf('payments')).toBe('loading');
    await page.tick(300);
    expect(page.stateOf('payments')).toBe('ready');
    expect(page.warn).not.toHaveBeenCalled();
  });

  it.each<[ScriptFault, string]>([
    ['blocked', 'script_blocked'],
    ['garbage', 'script_blocked'],
    ['clobbered', 'script_blocked'],
    ['hanging', 'script_timeout'],
  ])('that is %s gives %s, once, and Retry works without a reload', async (fault, code) => {
    const page = await freshPage({}, { loadTimeout: 5_000 });
    page.sandbox.fail({ script: fault, only: 'connect' });
    page.show();
    await page.tick();
    await page.tick(5_000);
    expect(page.stateOf('payments')).toBe('error');
    expect(page.codes()).toEqual([code]);
    expect(screen.getByRole('alert')).toHaveTextContent('connection');
    fireEvent.click(page.retryButton());
    expect(page.troubles()[0]!.message).toMatch(fault === 'hanging' ? '5000 ms' : 'did not load');
    expect(await page.until('ready')).toBe('ready');
    expect(page.codes()).toEqual([code]);
    expect(page.tags()).toHaveLength(1);
    document.querySelectorAll('#StripeConnect').forEach((element) => element.remove());
  });

  it.each([{}, { nonce: 'abc' }])('that hangs twice is requested again each time: %o', async (props) => {
    const page = await freshPage({}, { loadTimeout: 5_000, ...props });
    page.sandbox.fail({ script: 'hanging', only: 'connect', times: 2 });
    page.show();
    for (let attempt = 1; attempt <= 2; attempt++) {
      await page.tick();
      await vi.dynamicImportSettled();
      await page.tick(5_000);
      expect(page.stateOf('payments')).toBe('error');
      fireEvent.click(page.retryButton());
    }
    expect(await page.until('ready')).toBe('ready');
    expect(page.codes()).toEqual(['script_timeout', 'script_timeout']);
    expect(page.tags()).toHaveLength(1);
  });

  it('that hangs has its whole time again when the session starts over', async () => {
    const page = await freshPage({}, { loadTimeout: 5_000 });
    const { useConnect } = await import('stripe-embedded');
    let refresh = () => {};
    const Reach = () => void ({ refresh } = useConnect());
    page.sandbox.fail({ script: 'hanging', only: 'connect', times: 2 });
    page.show(<Reach />);
    await page.tick();
    await page.tick(4_000);
    act(() => refresh());
    await page.tick();
    await page.tick(4_000);
    expect(page.stateOf('payments')).toBe('loading');
    await page.tick(1_000);
    expect(page.codes()).toEqual(['script_timeout']);
  });

  it('that fails repeatedly can be retried repeatedly', async () => {
    const page = await freshPage();
    page.sandbox.fail({ script: 'blocked', only: 'connect', times: 3 });
    page.show();
    await page.tick();
    for (let attempt = 1; attempt <= 3; attempt++) {
      expect(await page.until('error')).toBe('error');
      fireEvent.click(page.retryButton());
    }
    expect(await page.until('ready')).toBe('ready');
    expect(page.codes()).toEqual(['script_blocked', 'script_blocked', 'script_blocked']);
    expect(page.tags()).toHaveLength(1);
    expect(document.querySelector('link[href*="connect-js"]')).toBeNull();
  });

  it('that loads once the network is back moves the focus from Retry to the component', async () => {
    const page = await freshPage();
    page.sandbox.fail({ script: 'blocked', only: 'connect' });
    page.show();
    expect(await page.until('error')).toBe('error');
    act(() => page.retryButton().focus());
    act(() => void window.dispatchEvent(new Event('online')));
    const place = document.querySelector('[data-stripe-embedded=payments]');
    expect(place).toHaveFocus();
    expect(place).toHaveAccessibleName('Loading…');
    expect(await page.until('ready')).toBe('ready');
    expect(place).toHaveFocus();
  });

  it('carries the nonce', async () => {
    const page = await freshPage({}, { nonce: 'abc' });
    page.show();
    expect(await page.until('ready')).toBe('ready');
    expect(page.tags()[0]!.nonce).toBe('abc');
  });

  it.each([{ nonce: 'abc' }, {}])('that Trusted Types refuse is reported as blocked: %o', async (props) => {
    const page = await freshPage({}, props);
    const refuse = vi.spyOn(HTMLScriptElement.prototype, 'src', 'set').mockImplementation(() => {
      throw new TypeError("This document requires 'TrustedScriptURL' assignment.");
    });
    onTestFinished(() => refuse.mockRestore());
    page.show();
    expect(await page.until('error')).toBe('error');
    fireEvent.click(page.retryButton());
    expect(await page.until('error')).toBe('error');
    expect(page.codes()).toEqual(['script_blocked', 'script_blocked']);
    refuse.mockRestore();
    fireEvent.click(page.retryButton());
    expect(await page.until('ready')).toBe('ready');
  });

  it('is downloaded before the first paint, ahead of all effects, and only once', async () => {
    const page = await freshPage({}, { nonce: 'abc' });
    let seen: HTMLLinkElement | null = null;
    function Early() {
      useLayoutEffect(() => {
        seen ??= document.querySelector('link[href*="connect-js"]');
      }, []);
      return null;
    }
    page.show(<Early />);
    expect(seen).toHaveAttribute('href', 'https://connect-js.stripe.com/v1.0/connect.js');
    // The sandbox answers script tags without a network, and preload hints too.
    expect(seen).not.toHaveAttribute('rel', 'preload');
    expect((seen as HTMLLinkElement | null)?.nonce).toBe('abc');
    expect(await page.until('ready')).toBe('ready');
    expect(document.querySelectorAll('link')).toHaveLength(1);
    expect(page.tags()).toHaveLength(1);
  });

  it('is downloaded while the page still waits for something else to render', async () => {
    const page = await freshPage();
    const never = new Promise<never>(() => {});
    const Waiting = () => use(never);
    const shown = page.show(<Waiting />);
    expect(shown.container).toBeEmptyDOMElement();
    expect(document.querySelectorAll('link[href*="connect-js"]')).toHaveLength(1);
  });

  it('gets no second hint if the page’s HTML already has one', async () => {
    const page = await freshPage();
    const href = 'https://connect-js.stripe.com/v1.0/connect.js';
    const own = Object.assign(document.createElement('link'), { rel: 'preload', as: 'script', href });
    document.head.append(own);
    page.show();
    expect(await page.until('ready')).toBe('ready');
    expect([...document.querySelectorAll('link')]).toEqual([own]);
  });

  it('that is blocked may have a hint that the page renders, and removes later', async () => {
    const page = await freshPage();
    page.sandbox.fail({ script: 'blocked', only: 'connect' });
    const hint = <link rel="preload" as="script" href="https://connect-js.stripe.com/v1.0/connect.js" />;
    const { unmount } = page.show(hint);
    expect(await page.until('error')).toBe('error');
    expect(document.querySelectorAll('link')).toHaveLength(0);
    fireEvent.click(page.retryButton());
    expect(await page.until('ready')).toBe('ready');
    expect(unmount).not.toThrow();
  });

  it('that is blocked is requested again by a page that takes the place of the first, which is not told', async () => {
    const page = await freshPage();
    const { ConnectProvider, ConnectPayments } = await import('stripe-embedded');
    const { endpoint, clock } = page.sandbox;
    const tree = (name: string, onError: () => void) => (
      <ConnectProvider key={name} publishableKey={KEY} {...{ endpoint, clock, onError }}>
        <ConnectPayments onError={onError} />
      </ConnectProvider>
    );
    page.sandbox.fail({ script: 'blocked', only: 'connect' });
    const { rerender } = render(tree('first', () => {}));
    expect(await page.until('error')).toBe('error');
    const next = vi.fn();
    rerender(tree('next', next));
    expect(page.stateOf('payments')).toBe('loading');
    expect(await page.until('ready')).toBe('ready');
    expect(next).not.toHaveBeenCalled();
    expect(page.tags()).toHaveLength(1);
  });

  it('is downloaded while the endpoint is asked for the publishable key', async () => {
    const page = await freshPage({}, { publishableKey: undefined, endpoint: () => new Promise(() => {}) });
    page.show();
    await page.tick();
    expect(document.querySelector('link[href*="connect-js"]')).toHaveAttribute(
      'href',
      'https://connect-js.stripe.com/v1.0/connect.js',
    );
  });

  it('is downloaded at that time too if a provider preloads and no component is mounted yet', async () => {
    const page = await freshPage();
    const { ConnectProvider } = await import('stripe-embedded');
    render(<ConnectProvider preload endpoint={() => new Promise(() => {})} clock={page.sandbox.clock} />);
    await page.tick();
    expect(document.querySelector('link[href*="connect-js"]')).not.toBeNull();
  });

  it('that hangs is the reported failure if the endpoint hangs as well', async () => {
    const page = await freshPage({}, { loadTimeout: 5_000, endpoint: () => new Promise(() => {}) });
    page.sandbox.fail({ script: 'hanging', only: 'connect' });
    page.show();
    await page.tick();
    await page.tick(5_000);
    expect(page.codes()).toEqual(['script_timeout']);
  });

  it('that loads but refuses to start is reported in its own words, and not retried for ever', async () => {
    const page = await freshPage();
    const init = vi.fn(() => {
      throw new Error('the key is of another planet');
    });
    vi.stubGlobal('StripeConnect', { init });
    onTestFinished(() => void vi.unstubAllGlobals());
    page.show();
    expect(await page.until('error')).toBe('error');
    expect(page.codes()).toEqual(['component_load_failed']);
    expect(page.troubles()[0]).toMatchObject({
      retryable: false,
      message: expect.stringContaining('Connect.js refused to start: the key is of another planet'),
    });
  });

  it.each([
    ['has signed out', 1],
    ['has signed out, and the next user is here', 1],
    ['has requested a refresh', 0],
  ])('that loads after the user %s: %i instances are logged out', async (what, logouts) => {
    const page = await freshPage({ latency: { script: 300 } });
    const { listenIn } = await import('../support/listenIn.js');
    const { heard, Listener } = listenIn();
    page.show(<Listener />);
    await page.tick();
    if (logouts) await act(() => heard.now!.logout());
    else act(() => heard.now!.refresh());
    if (what.includes('next')) act(() => heard.now!.retry());
    await page.tick(300);
    await page.tick();
    expect(page.log('logout')).toHaveLength(logouts);
  });

  it('has no nonce if the page has none', async () => {
    const page = await freshPage();
    page.show();
    expect(await page.until('ready')).toBe('ready');
    expect([...document.querySelectorAll('link, script')].filter((tag) => tag.hasAttribute('nonce'))).toEqual(
      [],
    );
  });
});
