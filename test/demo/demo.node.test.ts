import type { Page } from 'playwright';
import { createSandbox, type Sandbox, type SandboxSessionRequest } from 'stripe-embedded/sandbox';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startDemo } from '../../demo/startDemo.mjs';
import { openBrowser } from '../support/browserStage.js';
import { CHECKING } from '../support/checking.js';

let opened: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  opened = await openBrowser();
}, 60_000);
afterAll(() => opened?.close());

/** The demo as `npm run demo` starts it, with a person using it. */
async function visit({
  settings = {},
  width = 1_280,
}: { settings?: Record<string, string>; width?: number } = {}) {
  const sandbox = createSandbox();
  const demo = await startDemo({ port: 0, env: {}, sandbox });
  const context = await opened.browser.newContext({ viewport: { width, height: 900 } });
  onTestFinished(async () => {
    await context.close();
    await demo.close();
  });
  const page = await context.newPage();
  const noise: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) noise.push(message.text());
  });
  page.on('pageerror', (error) => noise.push(String(error)));
  await page.addInitScript((chosen) => {
    for (const [name, value] of Object.entries(chosen)) localStorage.setItem(`demo.${name}`, value);
  }, settings);
  await page.goto(demo.url);
  const signIn = () => page.getByRole('button', { name: /Ada|آدا/ }).click();
  const mints = () => sandbox.log.filter(({ type }) => type === 'mint').length;
  return { page, sandbox, noise, signIn, mints, url: demo.url };
}

const ready = (page: Page, tag: string) =>
  page.locator(`[data-stripe-embedded="${tag}"][data-state="ready"]`).first().waitFor();
const shown = (page: Page, tag: string) =>
  page
    .locator(`stripe-connect-${tag}`)
    .first()
    .evaluate((element) => element.shadowRoot?.textContent ?? '');
/** Goes to another page and waits for it, because this one may contain the same names. */
async function go(page: Page, name: string, title = name) {
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

/** Links a bank account without its window. */
async function link(sandbox: Sandbox, request: Partial<SandboxSessionRequest>) {
  const { clientSecret } = await sandbox.endpoint({ flow: 'financial_connections', ...request });
  const { object } = await sandbox.host.closeBankSession({
    clientSecret,
    publishableKey: 'pk_test_1',
    kind: 'session',
    linked: [CHECKING],
  });
  return (object['accounts'] as { data: [{ id: string; status: string }] }).data[0];
}

describe('the demo', () => {
  it('signs in, shows the business and navigates with one session and nothing on the console', async () => {
    const { page, signIn, mints, noise } = await visit();
    await signIn();
    await ready(page, 'balances');
    await ready(page, 'payments');
    for (const [name, tag] of [
      ['Payments', 'disputes-list'],
      ['Payouts', 'payouts'],
      ['Settings', 'account-management'],
      ['Home', 'payments'],
    ] as const) {
      await go(page, name, name === 'Home' ? 'Good to see you, Ada' : name);
      await ready(page, tag);
    }
    expect(mints()).toBe(1);
    expect(noise).toEqual([]);
  });

  it('shows a payment and refunds it', async () => {
    const { page, signIn, noise } = await visit();
    await signIn();
    await go(page, 'Payments');
    await ready(page, 'payments');
    const payments = page.locator('stripe-connect-payments');
    await payments.locator('tbody button').first().click();
    const detail = payments.getByRole('dialog').first();
    await detail.getByRole('button', { name: 'Refund' }).first().click();
    await payments.getByRole('button', { name: 'Refund' }).last().click();
    await expect.poll(() => shown(page, 'payments')).toContain('Refunded');
    expect(noise).toEqual([]);
  });

  it('takes a new business through onboarding, and the server knows it is done', async () => {
    const { page, signIn, sandbox, noise } = await visit({
      settings: { business: 'acct_1SandboxNewStudio' },
    });
    await signIn();
    await page.getByRole('link', { name: 'Get started' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Get started' }).waitFor();
    await ready(page, 'account-onboarding');
    const form = page.locator('stripe-connect-account-onboarding');
    for (let step = 0; step < 4; step++) {
      for (const field of await form.locator('input').all()) await field.fill('Ada');
      await form
        .locator('button')
        .filter({ hasText: /continue|submit/i })
        .click();
    }
    await page.getByText('You are ready to take payments').waitFor();
    expect(sandbox.accounts.find(({ id }) => id === 'acct_1SandboxNewStudio')?.details_submitted).toBe(true);
    expect(noise).toEqual([]);
  });

  it('links a bank account by keyboard, still lists it after a reload, and unlinks it', async () => {
    const { page, signIn, noise, url } = await visit();
    await signIn();
    await go(page, 'Bank accounts');
    await page.getByText('No bank account is linked yet.').waitFor();
    await page.getByRole('button', { name: 'Link a bank account' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    for (const text of ['Agree and continue', 'StripeBank', 'Continue', 'Link', 'Done']) {
      await expect
        .poll(async () => {
          await page.keyboard.press('Tab');
          return page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent ?? '');
        })
        .toContain(text);
      await page.keyboard.press('Enter');
    }
    const bank = page.getByRole('listitem').filter({ hasText: 'StripeBank' });
    await bank.waitFor();
    await page.reload();
    await bank.waitFor();

    const banksOf = async (business: string) =>
      (await page.request.get(`${url}/api/banks/${business}`)).json() as Promise<object[]>;
    expect(await banksOf('acct_1SandboxRocketRides')).toHaveLength(1);
    expect(await banksOf('acct_1SandboxMaisonLune')).toEqual([]);

    await bank.getByRole('button').click();
    await page.getByText('No bank account is linked yet.').waitFor();
    expect(await banksOf('acct_1SandboxRocketRides')).toEqual([]);
    expect(noise).toEqual([]);
  });

  it('does not say that no bank is linked while the server cannot tell', async () => {
    const { page, signIn } = await visit();
    const list = '**/api/banks/*';
    await page.route(list, (route) => route.fulfill({ status: 502 }));
    await signIn();
    await go(page, 'Bank accounts');
    await page.getByRole('alert').filter({ hasText: 'The server did not answer.' }).waitFor();
    const none = page.getByText('No bank account is linked yet.');
    expect(await none.isVisible()).toBe(false);
    await page.unroute(list);
    await page.getByRole('button', { name: 'Try again' }).click();
    await none.waitFor();
  });

  it('says that an account is still linked if the server did not unlink it', async () => {
    const { page, sandbox, signIn } = await visit();
    await link(sandbox, { account: 'acct_1SandboxRocketRides' });
    await signIn();
    await go(page, 'Bank accounts');
    const unlink = page.getByRole('listitem').getByRole('button');
    await unlink.waitFor();
    const banks = '**/api/banks/*';
    await page.route(banks, (route) =>
      route.request().method() === 'DELETE' ? route.fulfill({ status: 502 }) : route.continue(),
    );
    await unlink.click();
    await page.getByRole('alert').filter({ hasText: 'The account is still linked' }).waitFor();
    await page.unroute(banks);
    await unlink.click();
    await page.getByText('No bank account is linked yet.').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('lists an account that is linked although the server could not confirm it', async () => {
    const { page, signIn } = await visit();
    await signIn();
    await go(page, 'Bank accounts');
    await page.route('**/api/stripe/session', (route) =>
      route.request().postData()?.includes('verify') ? route.fulfill({ status: 403 }) : route.continue(),
    );
    await page.getByRole('button', { name: 'Link a bank account' }).click();
    await page.getByRole('dialog').waitFor();
    await page.evaluate(() =>
      (
        globalThis as unknown as { StripeSandbox: { financialConnections: { link(): void } } }
      ).StripeSandbox.financialConnections.link(),
    );
    await page.getByRole('alert').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'StripeBank' }).waitFor();
  });

  it('neither lists nor unlinks a bank account that is not the user’s', async () => {
    const { page, signIn, sandbox, url } = await visit();
    const account = await link(sandbox, {
      params: { permissions: ['payment_method'], accountHolder: { type: 'customer', customer: 'cus_other' } },
    });
    const headers = { 'X-Requested-With': 'demo' };
    const ask = async (method: string, name: string) =>
      (await page.request.fetch(`${url}/api/banks/${name}`, { method, headers })).status();
    expect(await ask('DELETE', account.id)).toBe(401);
    await signIn();
    await ready(page, 'payments');
    expect(await ask('DELETE', account.id)).toBe(404);
    expect(await ask('GET', 'acct_other')).toBe(404);
    expect(await ask('DELETE', 'fca_none')).toBe(502);
    expect(account.status).toBe('active');
  });

  it('switches the business and leaves nothing of the first', async () => {
    const { page, signIn, noise } = await visit();
    await signIn();
    await go(page, 'Payments');
    await ready(page, 'payments');
    expect(await shown(page, 'payments')).toContain('Rocket Rides');
    const gone = await page.locator('stripe-connect-payments').elementHandle();
    await page.getByLabel('Business').selectOption({ label: 'Maison Lune' });
    expect(await gone.evaluate((element) => element.isConnected)).toBe(false);
    await ready(page, 'payments');
    expect(await shown(page, 'payments')).toContain('Maison Lune');
    expect(await page.locator('main').innerHTML()).not.toContain('Rocket Rides');
    expect(noise).toEqual([]);
  });

  it('survives an expired session without the person noticing', async () => {
    const { page, signIn, sandbox, mints, noise } = await visit();
    await signIn();
    await go(page, 'Settings');
    await ready(page, 'account-management');
    const field = page.locator('stripe-connect-account-management input').first();
    await field.fill('Half a name');
    sandbox.expire();
    await expect.poll(mints).toBe(2);
    expect(await field.inputValue()).toBe('Half a name');
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(noise).toEqual([]);
  });

  it('reports when Stripe’s script is blocked, and Retry loads it', async () => {
    const { page, signIn, sandbox } = await visit();
    sandbox.fail({ script: 'blocked', times: 1 });
    await signIn();
    await page.getByRole('alert').first().waitFor();
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await ready(page, 'payments');
  });

  it('goes offline and recovers', async () => {
    const { page, signIn, sandbox } = await visit();
    await signIn();
    await ready(page, 'payments');
    await page.context().setOffline(true);
    await page.getByText('You are offline. What you see may be out of date.').first().waitFor();
    await page.context().setOffline(false);
    sandbox.expire();
    await expect.poll(() => page.getByText(/You are offline/).count()).toBe(0);
    expect(await page.locator('stripe-connect-payments').count()).toBe(1);
  });

  it.each([
    ['fr', 'Paiements', 'Montant'],
    ['ar', 'المدفوعات', 'المبلغ'],
  ])('works in %s and dark mode', async (language, link, word) => {
    const { page, signIn, noise } = await visit({ settings: { language, theme: 'dark' }, width: 360 });
    await signIn();
    await go(page, link);
    await ready(page, 'payments');
    expect(await shown(page, 'payments')).toContain(word);
    const box = await page.locator('main').boundingBox();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(box!.width).toBeLessThanOrEqual(360);
    expect(noise.filter((line) => !line.includes('components do not support "'))).toEqual([]);
  });

  it('ends the session on sign-out', async () => {
    const { page, signIn, sandbox, noise } = await visit();
    await signIn();
    await ready(page, 'payments');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: /Ada/ }).waitFor();
    expect(sandbox.log.map(({ type }) => type)).toContain('logout');
    expect(noise).toEqual([]);
  });

  it('signs out even if the server has restarted and knows nobody', async () => {
    const { page, signIn, noise } = await visit();
    await signIn();
    await ready(page, 'payments');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: /Ada/ }).waitFor();
    expect(noise.filter((line) => !line.includes('401'))).toEqual([]);
  });

  it('shows its first page when the URL names none of its pages', async () => {
    const { page, signIn, noise, url } = await visit();
    for (const name of ['constructor', 'toString', '__proto__', 'nowhere']) {
      await page.goto(`${url}/#/${name}`);
      if (name === 'constructor') await signIn();
      await page.getByRole('heading', { level: 1, name: 'Good to see you, Ada' }).waitFor();
      expect(await page.locator('nav [aria-current="page"]').textContent()).toBe('Home');
    }
    expect(noise).toEqual([]);
  });

  it('outlines its buttons in forced colours', async () => {
    const { page } = await visit();
    await page.emulateMedia({ forcedColors: 'active' });
    const border = await page.getByRole('button', { name: /Ada/ }).evaluate((button) => {
      const { borderTopStyle, borderTopWidth } = getComputedStyle(button);
      return `${borderTopWidth} ${borderTopStyle}`;
    });
    expect(border).toBe('1px solid');
  });

  it('shifts its layout no more than a little when a widget loads', async () => {
    const { page, signIn } = await visit();
    await page.evaluate(() => {
      Object.assign(window, { shift: 0 });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as Array<
          PerformanceEntry & { value: number; hadRecentInput: boolean }
        >)
          if (!entry.hadRecentInput) (window as unknown as { shift: number }).shift += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await signIn();
    for (const tag of ['balances', 'payments']) await ready(page, tag);
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBeLessThanOrEqual(
      0.02,
    );
  });
});
