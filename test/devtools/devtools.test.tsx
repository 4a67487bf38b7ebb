import { loadConnectAndInitialize } from '@stripe/connect-js/pure.js';
import { fireEvent, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { renderToString } from 'react-dom/server';
import type { ReactNode } from 'react';
import { ConnectPayments, ConnectPayouts, ConnectProvider, type SessionRequest } from 'stripe-embedded';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { StripeEmbeddedDevtools } from 'stripe-embedded/devtools';
import { KEY, renderConnect, stage, stateOf } from '../support/stage.js';

const button = () => screen.getByRole('button', { name: /^Stripe sessions/ });
const open = () => fireEvent.click(button());
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

/** The rows of a table, each an object with its cells by column name. */
const rows = (caption: string) => {
  const [head, ...body] = within(screen.getByRole('table', { name: caption })).getAllByRole('row');
  const cells = (row: HTMLElement) => [...row.children].map(({ textContent }) => textContent);
  const names = cells(head!);
  return body.map((row) => Object.fromEntries(cells(row).map((text, at) => [names[at]!, text])));
};
const sessions = () => rows('Sessions');
const marks = () => [...document.querySelectorAll<SVGElement>('[data-mark]')];
const marksOf = (kind: string) => marks().filter(({ dataset }) => dataset['mark'] === kind);
/** Not counting the one in the legend. */
const drawn = (kind: string) => marksOf(kind).length - 1;

const page = (more?: ReactNode) => (
  <main>
    <ConnectPayments />
    <StripeEmbeddedDevtools />
    {more}
  </main>
);

describe('the button', () => {
  it('is all that shows until it is pressed, and requests no session', async () => {
    const set = stage();
    renderConnect(set, <StripeEmbeddedDevtools />);
    await set.tick();
    expect(set.log('mint')).toHaveLength(0);
    expect(button()).toHaveAccessibleName('Stripe sessions, idle');
    expect(button()).toHaveAttribute('aria-expanded', 'false');
    open();
    expect(button()).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByText('No session has been requested yet.')).toBeInTheDocument();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('opens the panel by keyboard; Escape closes it and restores focus', async () => {
    const set = stage();
    const user = userEvent.setup();
    renderConnect(set, page());
    await set.tick();
    button().focus();
    await user.keyboard('{Enter}');
    await user.tab();
    expect(screen.getByRole('group', { name: 'Timeline' })).toHaveFocus();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('group', { name: 'Timeline' })).toBeNull();
    expect(button()).toHaveFocus();
  });

  it('throws outside a provider, and names the one it needs', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(() => render(<StripeEmbeddedDevtools />)).toThrow(/must be used within a `<ConnectProvider>`/);
  });

  it('renders on a server', () => {
    const set = stage();
    const html = renderToString(
      <ConnectProvider publishableKey={KEY} endpoint={set.sandbox.endpoint}>
        <StripeEmbeddedDevtools />
      </ConnectProvider>,
    );
    expect(html).toContain('Stripe sessions');
  });
});

describe('the timeline', () => {
  it('shows one session under StrictMode: asked, minted, ready and the time left', async () => {
    const set = stage({ latency: { api: 320 }, sessionTtl: 3600 });
    renderConnect(set, page());
    open();
    await set.tick();
    expect(sessions()).toMatchObject([{ Session: 'Session 1', State: 'requesting', Latency: '–' }]);
    await set.tick(320);
    await set.tick(320);
    expect(stateOf('payments')).toBe('ready');
    expect(sessions()).toMatchObject([
      {
        Session: 'Session 1',
        Account: set.sandbox.accounts[0]!.id,
        Reason: 'first session',
        Attempts: '1',
        Latency: '320 ms',
        'Ready after': '320 ms',
        Failures: '–',
      },
    ]);
    expect(['asked', 'minted', 'ready', 'expiry'].map(drawn)).toEqual([2, 1, 2, 1]);
    expect(button()).toHaveAccessibleName('Stripe sessions, ready');
  });

  it('counts down by the store’s clock and stops when closed', async () => {
    const set = stage({ sessionTtl: 3600 });
    renderConnect(set, page());
    await set.tick();
    open();
    expect(sessions()[0]!['State']).toBe('ends in 1:00:00');
    await set.tick(1_000);
    expect(sessions()[0]!['State']).toBe('ends in 59:59');
    await set.tick(3_000_000);
    expect(sessions()[0]!['State']).toBe('ends in 9:59');
    const setTimeout = vi.spyOn(set.sandbox.clock, 'setTimeout');
    open();
    await set.tick(5_000);
    expect(setTimeout).not.toHaveBeenCalled();
  });

  it('shows a refresh as a new session, and components that stay ready through it', async () => {
    const set = stage({ sessionTtl: 60 });
    renderConnect(set, page());
    await set.tick();
    open();
    await set.tick(60_000);
    await set.tick();
    expect(sessions()).toMatchObject([
      { Session: 'Session 1', State: 'expired' },
      { Session: 'Session 2', Reason: 'the last one expired', State: 'ends in 1:00' },
    ]);
    expect(rows('Components')).toMatchObject([{ Component: 'payments', State: 'ready' }]);
    expect(drawn('expiry')).toBe(2);
    expect(screen.getAllByRole('status')[0]).toHaveTextContent('Session 2: live');
  });

  it('shows each failed attempt, the error while it lasts, and the recovery', async () => {
    const set = stage();
    renderConnect(set, page());
    await set.tick();
    open();
    set.sandbox.fail({ api: 500, times: 2 });
    set.sandbox.expire();
    await set.tick();
    expect(sessions()[1]).toMatchObject({ Attempts: '1', State: 'failed, endpoint_failed' });
    expect(screen.getByText('endpoint_failed', { selector: 'code' })).toBeInTheDocument();
    await set.tick(2_000);
    expect(sessions()[1]).toMatchObject({ Attempts: '2', State: 'failed, endpoint_failed' });
    expect(drawn('failed')).toBe(2);
    await set.tick(4_000);
    expect(sessions()[1]).toMatchObject({ Attempts: '3', Failures: 'endpoint_failed' });
    expect(sessions()[1]!['State']).toMatch(/^ends in/);
    expect(screen.queryByText('endpoint_failed', { selector: 'code' })).toBeNull();
    expect(stateOf('payments')).toBe('ready');
  });

  it('shows an error from before any session was requested', async () => {
    const set = stage();
    renderConnect(set, page(), { publishableKey: 'nonsense' });
    await set.tick();
    open();
    expect(sessions()).toMatchObject([{ Attempts: '0', State: 'failed, invalid_key' }]);
  });

  it('returns to an account’s existing session when that account is shown again', async () => {
    const set = stage();
    const [a, b] = set.sandbox.accounts;
    const { rerender } = renderConnect(set, page(), { account: a!.id });
    await set.tick();
    open();
    rerender({ account: b!.id });
    await set.tick();
    expect(sessions().map(({ Account }) => Account)).toEqual([a!.id, b!.id]);
    rerender({ account: a!.id });
    await set.tick();
    expect(sessions()).toHaveLength(2);
    expect(set.log('mint')).toHaveLength(2);
  });

  it('shows components as they load, fail and unmount', async () => {
    const set = stage({ latency: { element: 500 } });
    set.sandbox.fail({ element: 'render_error', only: 'payouts' });
    const { rerender } = renderConnect(set, page(<ConnectPayouts />));
    await set.tick();
    open();
    expect(rows('Components')).toMatchObject([{ State: 'loading' }, { Component: 'payouts' }]);
    await set.tick(500);
    await set.tick();
    expect(rows('Components')).toMatchObject([
      { Component: 'payments', 'Drawn after': '500 ms', State: 'ready' },
      { Component: 'payouts', 'Drawn after': '–', State: 'failed' },
    ]);
    rerender({}, page());
    await set.tick();
    expect(rows('Components')[1]).toMatchObject({ Component: 'payouts', State: 'removed' });
  });

  it('starts from the current state when the panel mounts late', async () => {
    const set = stage();
    const { rerender } = renderConnect(set, [<ConnectPayments key="0" />]);
    await set.tick();
    rerender({}, [<ConnectPayments key="0" />, <StripeEmbeddedDevtools key="1" />]);
    open();
    await set.tick();
    expect(sessions()).toMatchObject([{ Reason: 'existed before this panel', State: 'ends in 1:00:00' }]);
    expect(rows('Components').at(-1)).toMatchObject({ Component: 'payments', 'Drawn after': '–' });
  });

  it('has a row for the page’s own Connect instance', async () => {
    const set = stage();
    const connectInstance = loadConnectAndInitialize({
      publishableKey: KEY,
      fetchClientSecret: async () => (await set.sandbox.endpoint({ flow: 'connect' })).clientSecret,
    });
    render(<ConnectProvider connectInstance={connectInstance}>{page()}</ConnectProvider>);
    await set.tick();
    open();
    expect(sessions()).toMatchObject([{ Account: '–', Attempts: '0', State: 'live' }]);
    expect(rows('Components')).toMatchObject([{ Component: 'payments', State: 'ready' }]);
  });

  it('keeps the newest eight sessions', async () => {
    const set = stage();
    renderConnect(set, page());
    await set.tick();
    open();
    for (let time = 0; time < 10; time++) {
      set.sandbox.expire();
      await set.tick();
      await set.tick(60_000);
    }
    expect(sessions().map(({ Session }) => Session)).toEqual(
      [4, 5, 6, 7, 8, 9, 10, 11].map((id) => `Session ${id}`),
    );
  });

  it('draws the newest twelve attempts of a session, and counts them all', async () => {
    const set = stage();
    renderConnect(set, page());
    await set.tick();
    open();
    set.sandbox.fail({ api: 500, times: 13 });
    set.sandbox.expire();
    await set.tick();
    for (let wait = 0; wait < 66; wait++) await set.tick(10_000);
    expect(sessions()[1]).toMatchObject({ Attempts: '14' });
    // The first session's only attempt, and the component's mount, have the same mark.
    expect(drawn('asked')).toBe(14);
    expect(drawn('failed')).toBe(12);
  });

  it('keeps every mark inside the chart, in chronological order', async () => {
    const set = stage({ latency: { api: 200 } });
    renderConnect(set, page());
    open();
    await set.tick(200);
    await set.tick(200);
    const place = (kind: string) => parseFloat(marksOf(kind)[0]!.getAttribute('x')!);
    const places = ['asked', 'minted', 'ready', 'expiry'].map(place);
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(new Set(places).size).toBe(4);
    for (const mark of marks()) expect(parseFloat(mark.getAttribute('x')!)).toBeLessThanOrEqual(100);
  });
});

describe('the sandbox controls', () => {
  it('are hidden without a sandbox', async () => {
    const set = stage();
    renderConnect(set, page());
    open();
    expect(screen.queryByRole('group', { name: 'Sandbox' })).toBeNull();
  });

  it('fail, expire and retry a session', async () => {
    const set = stage();
    renderConnect(set, [
      <ConnectPayments key="0" />,
      <StripeEmbeddedDevtools key="1" sandbox={set.sandbox} />,
    ]);
    await set.tick();
    const element = document.querySelector('stripe-connect-payments');
    open();
    press('Fail');
    expect(screen.getByText('The next request will fail.')).toBeInTheDocument();
    press('Expire');
    await set.tick();
    expect(sessions()[1]).toMatchObject({ State: 'failed, endpoint_failed' });
    press('Retry');
    await set.tick();
    expect(sessions()[1]!['State']).toMatch(/^ends in/);
    expect(document.querySelector('stripe-connect-payments')).toBe(element);
  });

  it('leave a working page alone when Retry is pressed', async () => {
    const set = stage();
    renderConnect(set, [
      <ConnectPayments key="0" />,
      <StripeEmbeddedDevtools key="1" sandbox={set.sandbox} />,
    ]);
    await set.tick();
    open();
    press('Retry');
    await set.tick();
    expect(set.log('mint')).toHaveLength(1);
  });
});

describe('the panel', () => {
  it('never shows a secret, wherever it appears', async () => {
    const set = stage();
    const secrets: string[] = [];
    const endpoint = async (request: SessionRequest) => {
      const session = await set.sandbox.endpoint({ ...request, account: undefined });
      secrets.push(session.clientSecret);
      if (secrets.length > 1) throw new Error(`It broke: ${session.clientSecret}`);
      return { ...session, account: undefined };
    };
    renderConnect(set, page(), { endpoint, account: 'accs_secret_misplaced' });
    await set.tick();
    open();
    set.sandbox.expire();
    await set.tick();
    expect(secrets).toHaveLength(2);
    expect(sessions()[1]).toMatchObject({ Account: '[redacted]', State: 'failed, endpoint_failed' });
    for (const secret of secrets) expect(document.body.innerHTML).not.toContain(secret);
    expect(document.body.innerHTML).not.toContain('misplaced');
  });

  it('has no axe violations, and adds no style element to the page', async () => {
    const set = stage();
    renderConnect(set, [
      <main key="0">
        <ConnectPayments />
      </main>,
      <StripeEmbeddedDevtools key="1" sandbox={set.sandbox} />,
    ]);
    await set.tick();
    open();
    set.sandbox.fail({ api: 500 });
    set.sandbox.expire();
    await set.tick();
    const { violations } = await axe.run(screen.getByRole('region', { name: 'Stripe sessions' }), {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations).toEqual([]);
    expect(document.querySelectorAll('style, link')).toHaveLength(0);
  });

  it.each([true, false])(
    'animates only without a preference for reduced motion (reduced: %s)',
    async (reduced) => {
      const set = stage();
      const animate = vi.fn(() => ({ cancel: () => {} }));
      const matchMedia = window.matchMedia;
      Object.assign(Element.prototype, { animate });
      window.matchMedia = ((query: string) => ({
        matches: reduced && query.includes('reduce'),
      })) as typeof window.matchMedia;
      onTestFinished(() => {
        delete (Element.prototype as Partial<Element>).animate;
        window.matchMedia = matchMedia;
      });
      renderConnect(set, page(), { endpoint: () => new Promise<never>(() => {}) });
      await set.tick();
      animate.mockClear();
      open();
      expect(animate).toHaveBeenCalledTimes(reduced ? 0 : 4);
    },
  );

  it('mirrors the chart on a right-to-left page', async () => {
    const set = stage();
    // jsdom does not inherit `dir`.
    const computed = window.getComputedStyle;
    const spy = vi.spyOn(window, 'getComputedStyle').mockImplementation((element) => {
      const style = computed(element);
      return element.closest('[dir=rtl]') ? Object.assign(style, { direction: 'rtl' }) : style;
    });
    onTestFinished(() => spy.mockRestore());
    renderConnect(set, <div dir="rtl">{page()}</div>);
    await set.tick();
    open();
    expect(document.querySelector<SVGElement>('svg[height="26"]')!.style.transform).toBe('scaleX(-1)');
  });
});
