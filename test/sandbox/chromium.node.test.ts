import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Page } from 'playwright';
import type { SandboxOptions } from 'stripe-embedded/sandbox';
import { openBrowser, openPage } from '../support/browserStage.js';

let opened: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  opened = await openBrowser();
}, 60_000);
afterAll(() => opened?.close());

declare const page: {
  show: (...values: unknown[]) => void;
  showPeer: (endpoint: string) => void;
  showButton: (endpoint: string) => void;
  collect: (endpoint: string) => Promise<void>;
  result: any;
  errors: string[];
};
declare const StripeSandbox: {
  element: (tag: string) => Array<{ emit: (event: string, detail?: unknown) => void }>;
};

async function open(options?: SandboxOptions) {
  const set = await openPage(opened, options);
  onTestFinished(set.close);
  const log = (type: string) => set.sandbox.log.filter((entry) => entry.type === type);
  return { ...set, log };
}

describe('in a real Chromium, with Stripe’s real script loader', () => {
  it('the library’s components render with one script, one mint and one claim under StrictMode, and log nothing', async () => {
    const { page: tab, endpoint, log, noise } = await open();
    await tab.evaluate((url) => page.show(['ConnectPayments', 'ConnectBalances'], url), endpoint);
    await tab.locator('stripe-connect-payments').getByText('Payments', { exact: true }).waitFor();
    await tab.locator('[data-stripe-embedded="balances"][data-state="ready"]').waitFor();
    expect(log('mint')).toHaveLength(1);
    expect(log('claim')).toMatchObject([{ result: 'ok' }]);
    expect(await tab.locator('script[src*="connect-js.stripe.com"]').count()).toBe(1);
    expect(noise).toEqual([]);
  });

  it('@stripe/react-connect-js renders too', async () => {
    const { page: tab, endpoint, log } = await open();
    await tab.evaluate((url) => page.showPeer(url), endpoint);
    await tab.locator('stripe-connect-payments').getByText('Payments', { exact: true }).waitFor();
    expect(log('claim')).toHaveLength(1);
  });

  it('a session that expires on the server is refreshed once, and the page keeps working', async () => {
    const { page: tab, endpoint, log, sandbox } = await open();
    await tab.evaluate((url) => page.show(['ConnectPayments', 'ConnectPayouts'], url), endpoint);
    await tab.locator('[data-stripe-embedded="payments"][data-state="ready"]').waitFor();
    sandbox.expire();
    await expect.poll(() => log('claim').length).toBe(2);
    expect(log('mint')).toHaveLength(2);
    expect(await tab.locator('[data-state="ready"]').count()).toBe(2);
  });

  it('the log follows the order of the page', async () => {
    const { page: tab, endpoint, sandbox } = await open();
    const tags = ['payments', 'balances', 'payouts', 'documents', 'payouts-list', 'tax-settings'];
    const names = ['Payments', 'Balances', 'Payouts', 'Documents', 'PayoutsList', 'TaxSettings'];
    const shown = names.map((name) => `Connect${name}`);
    await tab.evaluate(([url, all]) => page.show(all, url), [endpoint, shown] as const);
    await expect
      .poll(
        () => sandbox.log.filter((entry) => entry.type === 'event' && entry.name === 'loaderStart').length,
      )
      .toBe(tags.length);
    const told = sandbox.log.flatMap((entry) => ('tag' in entry ? [`${entry.type} ${entry.tag}`] : []));
    // The network decides when each component is drawn, but never before it is set up.
    expect(told.filter((entry) => !entry.startsWith('event'))).toEqual(
      tags.flatMap((tag) => [`create ${tag}`, `setter ${tag}`, `setter ${tag}`]),
    );
    for (const tag of tags)
      expect(told.indexOf(`event ${tag}`)).toBeGreaterThan(told.lastIndexOf(`setter ${tag}`));
  });

  it.each([
    ['forward', 2 * 3_600_000],
    ['back', -2 * 3_600_000],
  ])('a page clock that jumps %s does not cause endless requests', async (_, jump) => {
    const { page: tab, endpoint, log, sandbox } = await open();
    await tab.evaluate((url) => page.showPeer(url), endpoint);
    await tab.locator('stripe-connect-payments').getByText('Payments', { exact: true }).waitFor();
    await tab.evaluate((ms) => {
      const now = Date.now.bind(Date);
      Date.now = () => now() + ms;
    }, jump);
    sandbox.expire();
    await expect.poll(() => log('claim').length).toBe(2);
    // The next request comes when the new session's hour is over, not before.
    sandbox.advance(3_500_000);
    await tab.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
    expect(log('mint')).toHaveLength(2);
    sandbox.advance(100_000);
    await expect.poll(() => log('mint').length).toBe(3);
  });

  it('a blocked script is reported, and Retry loads it without a reload', async () => {
    const { page: tab, endpoint, sandbox } = await open();
    sandbox.fail({ script: 'blocked', only: 'connect' });
    await tab.evaluate((url) => page.show(['ConnectPayments'], url), endpoint);
    await tab.getByRole('alert').waitFor();
    await tab.getByRole('button', { name: 'Try again' }).focus();
    await tab.keyboard.press('Enter');
    await tab.locator('[data-stripe-embedded="payments"][data-state="ready"]').waitFor();
    expect(await tab.evaluate(() => page.errors)).toEqual([]);
  });

  it('a component that mounts while the network is down says so, and loads when it is back', async () => {
    const { page: tab, endpoint, noise } = await open();
    await tab.evaluate((url) => page.show(['ConnectPayments'], url), endpoint);
    await tab.locator('[data-stripe-embedded="payments"][data-state="ready"]').waitFor();
    await tab.context().setOffline(true);
    await tab.evaluate((url) => page.show(['ConnectPayments', 'ConnectPayouts'], url), endpoint);
    const payouts = tab.locator('[data-stripe-embedded="payouts"]');
    await payouts.getByText('The connection failed.').waitFor();
    await tab.context().setOffline(false);
    await payouts.locator('xpath=self::*[@data-state="ready"]').waitFor();
    expect(noise.filter((line) => line.includes('Uncaught'))).toEqual([]);
  });

  it('events emitted through StripeSandbox reach the page’s handlers', async () => {
    const { page: tab, endpoint, log } = await open();
    await tab.evaluate((url) => page.show(['ConnectPayments'], url), endpoint);
    await tab.locator('[data-stripe-embedded="payments"][data-state="ready"]').waitFor();
    await tab.evaluate(() =>
      StripeSandbox.element('payments')[0]!.emit('loadError', { type: 'api_error', message: 'x' }),
    );
    await tab.getByRole('alert').waitFor();
    await expect.poll(() => log('event').length).toBe(2);
  });

  it('a bank account can be linked by keyboard alone', async () => {
    const { page: tab, endpoint } = await open();
    await tab.evaluate((url) => page.collect(url), endpoint);
    const dialog = tab.getByRole('dialog');
    await dialog.waitFor();
    expect(await tab.getByRole('heading', { name: 'Link your bank account' }).count()).toBe(1);
    await walk(tab, ['Agree and continue', 'StripeBank', 'Continue', 'Link', 'Done']);
    await expect
      .poll(() => tab.evaluate(() => page.result?.financialConnectionsSession?.accounts?.length))
      .toBe(1);
    expect(await dialog.count()).toBe(0);
  });

  it('LinkAccountsButton links by keyboard alone, is verified by the server and gets focus back', async () => {
    const { page: tab, endpoint, noise } = await open();
    await tab.evaluate((url) => page.showButton(url), endpoint);
    const button = tab.getByRole('button', { name: 'Link a bank account' });
    await button.waitFor();
    await walk(tab, ['Link a bank account']);
    await tab.getByRole('dialog').waitFor();
    await walk(tab, ['Agree and continue', 'StripeBank', 'Continue', 'Link', 'Done']);
    await tab.getByRole('listitem').waitFor();
    expect(await tab.getByRole('status').textContent()).toBe('Your bank account is linked.');
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(noise).toEqual([]);
  });

  it('Escape cancels the flow', async () => {
    const { page: tab, endpoint } = await open();
    await tab.evaluate((url) => page.collect(url), endpoint);
    await tab.getByRole('dialog').waitFor();
    await tab.keyboard.press('Escape');
    await expect
      .poll(() => tab.evaluate(() => page.result?.financialConnectionsSession?.accounts?.length))
      .toBe(0);
  });
});

/** Tabs to each text and presses Enter. */
async function walk(tab: Page, texts: string[]) {
  for (const text of texts) {
    await expect
      .poll(async () => {
        await tab.keyboard.press('Tab');
        return tab.evaluate(
          () =>
            document.activeElement?.shadowRoot?.activeElement?.textContent ??
            document.activeElement?.textContent ??
            '',
        );
      })
      .toContain(text);
    await tab.keyboard.press('Enter');
  }
}
