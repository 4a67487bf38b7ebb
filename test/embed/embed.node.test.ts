import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browserStage.js';
import { attributes, openSite, SCRIPT } from './site.js';

let opened: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  opened = await openBrowser();
}, 60_000);
afterAll(() => opened?.close());

describe('the script on a page without React', () => {
  it('renders several elements with one session and one script, under a strict policy', async () => {
    const { noise, mints, ready, events, page } = await openSite(
      opened.browser,
      (endpoint) =>
        `<stripe-payments ${attributes(endpoint)}></stripe-payments><stripe-balances ${attributes(endpoint)} heading="Money"></stripe-balances>`,
      { plainly: true },
    );
    await ready('payments');
    await ready('balances');
    expect(mints()).toBe(1);
    expect(await page.locator('script[src*="connect-js"]').count()).toBe(1);
    expect(await page.getByRole('heading', { level: 2, name: 'Money' }).count()).toBe(1);
    expect(await events('ready')).toEqual([
      ['ready', 'stripe-payments', null],
      ['ready', 'stripe-balances', null],
    ]);
    expect(noise).toEqual([]);
  });

  it('labels each region with its own heading, however many elements there are', async () => {
    const { page, ready } = await openSite(
      opened.browser,
      (endpoint) =>
        `<stripe-payments ${attributes(endpoint)}></stripe-payments><stripe-balances ${attributes(endpoint)}></stripe-balances><stripe-dashboard ${attributes(endpoint)} panels="tax"></stripe-dashboard>`,
    );
    await ready('tax-settings');
    const ids = await page.locator('[id]').evaluateAll((elements) => elements.map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(3);
    expect(new Set(ids).size).toBe(ids.length);
    for (const name of ['Payments', 'Balance', 'Tax'])
      await page.getByRole('region', { name, exact: true }).waitFor();
  });

  it('uses the page’s language when it has no locale', async () => {
    const { page, ready } = await openSite(
      opened.browser,
      (endpoint) => `<stripe-payments ${attributes(endpoint)}></stripe-payments>`,
      { language: 'fr' },
    );
    await ready('payments');
    await page.getByRole('heading', { name: 'Paiements' }).first().waitFor();
    const stripes = page.locator('stripe-connect-payments');
    expect(await stripes.evaluate((element) => element.shadowRoot?.textContent)).toContain('Montant');
  });

  it('uses the browser’s language when the page sets none', async () => {
    const { page, ready } = await openSite(
      opened.browser,
      (endpoint) => `<stripe-payments ${attributes(endpoint)}></stripe-payments>`,
      { language: '', locale: 'fr-FR' },
    );
    await ready('payments');
    expect(await page.locator('.stripe-embedded-header').textContent()).toBe('Paiements');
    const stripes = page.locator('stripe-connect-payments');
    expect(await stripes.evaluate((element) => element.shadowRoot?.textContent)).toContain('Montant');
  });

  it.each([
    ['ar_EG', 'ar', 'rtl'],
    ['fr', 'fr', 'ltr'],
    // A server's environment writes its locale like this, but a browser does not accept it.
    ['fr_FR.UTF-8', 'fr', 'ltr'],
    // English stands in for German on a page in another language.
    ['de', 'en', 'ltr'],
  ])('marks the language of its texts on a page in another language: %s', async (locale, lang, dir) => {
    const { page } = await openSite(
      opened.browser,
      (endpoint) =>
        `<stripe-bank-accounts ${attributes(endpoint)} locale="${locale}"></stripe-bank-accounts><stripe-dashboard ${attributes(endpoint)} locale="${locale}" panels="banks"></stripe-dashboard>`,
    );
    for (const role of ['heading', 'tab'] as const) {
      const text = page.locator('stripe-bank-accounts, stripe-dashboard').getByRole(role).first();
      expect(
        await text.evaluate((element) => [
          element.closest<HTMLElement>('[lang]')!.lang,
          getComputedStyle(element).direction,
        ]),
      ).toEqual([lang, dir]);
    }
  });

  it('reads left to right in French on a right-to-left page', async () => {
    const { page } = await openSite(
      opened.browser,
      (endpoint) =>
        `<div dir="rtl"><stripe-bank-accounts ${attributes(endpoint)} locale="fr"></stripe-bank-accounts></div>`,
    );
    const text = page.locator('stripe-bank-accounts').getByRole('heading');
    expect(await text.evaluate((element) => getComputedStyle(element).direction)).toBe('ltr');
  });

  it('reports when an element of several components is ready', async () => {
    const { events, ready } = await openSite(
      opened.browser,
      (endpoint) => `<stripe-tax ${attributes(endpoint)}></stripe-tax>`,
    );
    await ready('tax-settings');
    await ready('tax-registrations');
    await expect.poll(() => events('ready')).toEqual([['ready', 'stripe-tax', null]]);
  });

  it('does nothing on a server, where there are no elements', () => {
    const run = () =>
      execFileSync(process.execPath, [
        '--input-type=module',
        '-e',
        `await import(${JSON.stringify(SCRIPT)})`,
      ]);
    expect(run).not.toThrow();
  });

  it('follows changes to its attributes and properties', async () => {
    const { page, sandbox, ready, mints } = await openSite(
      opened.browser,
      (endpoint) => `<stripe-payments ${attributes(endpoint)}></stripe-payments>`,
    );
    await ready('payments');
    const [, other] = sandbox.accounts;
    await page.evaluate((account) => {
      const element = document.querySelector('stripe-payments')!;
      element.setAttribute('locale', 'fr-FR');
      element.setAttribute('theme', 'dark');
      element.setAttribute('account', account);
    }, other!.id);
    await page.getByRole('heading', { name: 'Paiements' }).first().waitFor();
    await ready('payments');
    await expect.poll(mints).toBe(2);
    await expect
      .poll(() =>
        page.locator('stripe-connect-payments').evaluate((element) => element.shadowRoot?.textContent),
      )
      .toContain(other!.name);
  });

  it('keeps its content when it is moved, and releases it when it is removed', async () => {
    const { page, ready, mints } = await openSite(
      opened.browser,
      (endpoint) => `<stripe-payments ${attributes(endpoint)}></stripe-payments><aside></aside>`,
    );
    await ready('payments');
    await page.evaluate(() =>
      document.querySelector('aside')!.append(document.querySelector('stripe-payments')!),
    );
    await ready('payments');
    expect(mints()).toBe(1);
    await page.evaluate(() => document.querySelector('stripe-payments')!.remove());
    expect(await page.locator('stripe-connect-payments').count()).toBe(0);
  });

  it('reports errors to the page', async () => {
    const { page, events } = await openSite(
      opened.browser,
      () => `<stripe-payments publishable-key="pk_test_1" endpoint="/nowhere"></stripe-payments>`,
    );
    await page.getByRole('alert').waitFor();
    const [[, , detail]] = (await events('error')) as [[string, string, object]];
    expect(detail).toMatchObject({ code: 'endpoint_invalid_response' });
  });

  it('reports a secret key, and renders once the key is replaced', async () => {
    const { page, events, ready } = await openSite(
      opened.browser,
      (endpoint) => `<stripe-payments publishable-key="sk_test_1" endpoint="${endpoint}"></stripe-payments>`,
    );
    await expect.poll(() => events('error')).toHaveLength(1);
    const [[, , detail]] = (await events('error')) as [[string, string, object]];
    expect(detail).toMatchObject({ code: 'invalid_key', retryable: false });
    await page.evaluate(() =>
      document.querySelector('stripe-payments')!.setAttribute('publishable-key', 'pk_test_1'),
    );
    await ready('payments');
  });

  it('reports no errors and no session events for an element that does not use the session', async () => {
    const { page, events } = await openSite(
      opened.browser,
      () =>
        `<stripe-payments publishable-key="pk_test_1" endpoint="/denied"></stripe-payments><stripe-bank-accounts publishable-key="pk_test_1" endpoint="/denied"></stripe-bank-accounts>`,
    );
    await page.route('**/denied', (route) => route.fulfill({ status: 401, json: {} }));
    await page.reload();
    const told = async (name: string) =>
      new Set(((await events(name)) as Array<[string, string]>).map(([, element]) => element));
    await page.getByRole('alert').waitFor();
    expect(await told('error')).toEqual(new Set(['stripe-payments']));
    expect(await told('session')).toEqual(new Set(['stripe-payments']));
    await page.getByRole('button', { name: 'Link a bank account' }).click();
    await expect.poll(() => told('error')).toEqual(new Set(['stripe-payments', 'stripe-bank-accounts']));
  });

  it('has the whole dashboard and links a bank account', async () => {
    const { page, ready, events, mints, noise } = await openSite(
      opened.browser,
      (endpoint) => `<stripe-dashboard ${attributes(endpoint)} panels="payments banks"></stripe-dashboard>`,
    );
    await ready('payments');
    await page.getByRole('tab', { name: 'Bank accounts' }).click();
    await page.getByRole('button', { name: 'Link a bank account' }).click();
    for (const name of ['Agree and continue', 'StripeBank', 'Continue', 'Link', 'Done'])
      await page.getByRole('dialog').getByRole('button', { name }).first().click();
    await page.getByRole('listitem').waitFor();
    expect(mints()).toBe(2);
    expect(await events('error')).toEqual([]);
    expect(noise).toEqual([]);
  });

  it('asks the page’s server whether onboarding is complete', async () => {
    const { page, ready, sandbox, events } = await openSite(
      opened.browser,
      (endpoint) => `<stripe-onboarding ${attributes(endpoint)} status-url="/status"></stripe-onboarding>`,
    );
    await page.route('**/status', (route) =>
      route.fulfill({ json: { complete: sandbox.accounts[0]!.details_submitted } }),
    );
    await ready('account-onboarding');
    for (let step = 0; step < 4; step++) {
      for (const field of await page.locator('stripe-connect-account-onboarding input').all())
        await field.fill('Ada');
      await page
        .locator('stripe-connect-account-onboarding button')
        .filter({ hasText: /continue|submit/i })
        .click();
    }
    await page.getByText('You are ready to take payments').waitFor();
    expect((await events('complete')).length).toBe(1);
    // The tick has the same stroke as with React.
    const tick = await page
      .locator('.stripe-embedded-done path')
      .evaluate((path) => [getComputedStyle(path).strokeWidth, getComputedStyle(path).strokeLinecap]);
    expect(tick).toEqual(['2.5px', 'round']);
  });
});
