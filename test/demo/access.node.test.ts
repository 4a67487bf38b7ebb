import { createRequire } from 'node:module';
import type axeCore from 'axe-core';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startDemo } from '../../demo/startDemo.mjs';
import { openBrowser } from '../support/browserStage.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

let opened: Awaited<ReturnType<typeof openBrowser>>;
let demo: Awaited<ReturnType<typeof startDemo>>;
beforeAll(async () => {
  [opened, demo] = await Promise.all([openBrowser(), startDemo({ port: 0, env: {} })]);
}, 60_000);
afterAll(() => Promise.all([opened?.close(), demo?.close()]));

async function visit({ path = 'home', language = 'en', width = 1_280, business = '' } = {}) {
  const context = await opened.browser.newContext({ viewport: { width, height: 800 } });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.addInitScript(
    (chosen) => {
      for (const [name, value] of Object.entries(chosen)) localStorage.setItem(`demo.${name}`, value);
    },
    { language, business },
  );
  await page.goto(`${demo.url}/#/${path}`);
  return page;
}
const signIn = (page: Page) => page.getByRole('button', { name: /Ada|آدا/ }).click();
const ready = (page: Page, tag: string) =>
  page.locator(`[data-stripe-embedded="${tag}"][data-state="ready"]`).first().waitFor();
const focused = (page: Page) => page.evaluate(() => document.activeElement?.localName);
async function findings(page: Page) {
  await page.addScriptTag({ path: AXE });
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof axeCore };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}

describe('the demo, for a person who cannot see it', () => {
  it('has a title and a heading on each page, and moves focus to the new page', async () => {
    const page = await visit();
    await page.getByRole('heading', { level: 1, name: 'Harbour Market' }).waitFor();
    await signIn(page);
    await ready(page, 'payments');
    expect(await focused(page)).toBe('main');
    expect(await page.title()).toBe('Home — Rocket Rides');
    await page.getByRole('link', { name: 'Payouts' }).click();
    await expect.poll(() => page.title()).toBe('Payouts — Rocket Rides');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: /Ada/ }).waitFor();
    expect(await focused(page)).toBe('main');
    expect(await page.title()).toBe('Harbour Market');
  });

  it('moves focus to a page that was opened, so that a screen reader says its name', async () => {
    const page = await visit({ business: 'acct_1SandboxNewStudio' });
    await signIn(page);
    const name = () =>
      page.evaluate(() => `${document.activeElement?.localName} ${document.activeElement?.ariaLabel}`);
    for (const [place, link] of [
      ['nav', 'Payouts'],
      ['nav', 'Home'],
      // This link is not on the page that it opens.
      ['main', 'Get started'],
    ] as const) {
      await page.locator(place).getByRole('link', { name: link }).focus();
      await page.keyboard.press('Enter');
      await expect.poll(name).toBe(`main ${link}`);
    }
    await page.goBack();
    await expect.poll(name).toBe('main Home');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect.poll(name).toBe('main Harbour Market');
  });

  it('keeps focus near a list that loads at the second attempt, and announces each failure', async () => {
    const page = await visit({ path: 'banks' });
    const list = '**/api/banks/*';
    await page.route(list, (route) => route.fulfill({ status: 502 }));
    await signIn(page);
    const alert = page.getByRole('alert');
    const before = await alert.elementHandle();
    await page.getByRole('button', { name: 'Try again' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => before.evaluate((element) => element.isConnected)).toBe(false);
    await alert.waitFor();
    await page.unroute(list);
    await page.keyboard.press('Enter');
    await page.getByText('No bank account is linked yet.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe('Bank accounts');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Link a bank account');
  });

  it('announces each sign-in that failed', async () => {
    const page = await visit();
    await page.route('**/api/sign-in', (route) => route.fulfill({ status: 502 }));
    await page.getByRole('button', { name: /Ada/ }).focus();
    await page.keyboard.press('Enter');
    const alert = page.getByRole('alert').filter({ hasText: 'The server did not answer.' });
    const first = await alert.elementHandle();
    await page.keyboard.press('Enter');
    await expect.poll(() => first.evaluate((element) => element.isConnected)).toBe(false);
    await alert.waitFor();
    await page.unroute('**/api/sign-in');
    await page.keyboard.press('Enter');
    await ready(page, 'payments');
  });

  it('never hides a focused button behind the button of the devtools', async () => {
    const page = await visit({ path: 'banks' });
    await page.route('**/api/banks/*', (route) => {
      const bank = { institution_name: 'StripeBank', display_name: 'Checking', status: 'active' };
      const json = Array.from({ length: 40 }, (_, at) => ({
        ...bank,
        id: `fca_${at}`,
        last4: `${1_000 + at}`,
      }));
      return route.fulfill({ json });
    });
    await signIn(page);
    await page.getByRole('listitem').first().waitFor();
    for (let at = 0; at < 40; at++) {
      await page.keyboard.press('Tab');
      const [name, isHidden] = await page.evaluate(() => {
        const button = document.activeElement!;
        const { x, y, width, height } = button.getBoundingClientRect();
        const middle = document.elementFromPoint(x + width / 2, y + height / 2);
        return [button.ariaLabel, !button.contains(middle)] as const;
      });
      expect([name, isHidden]).toEqual([`Unlink: StripeBank ${1_000 + at}`, false]);
    }
  });

  it('names each language in that language, so that a screen reader pronounces it', async () => {
    const page = await visit();
    await signIn(page);
    const select = page.getByLabel('Language');
    await select.waitFor();
    const languages = await select.evaluate((element) =>
      [...(element as HTMLSelectElement).options].map(({ lang, text }) => [lang, text]),
    );
    expect(languages).toEqual([
      ['en-US', 'English'],
      ['fr-FR', 'Français'],
      ['ar-EG', 'العربية'],
    ]);
  });

  it('has a link that skips the menu', async () => {
    const page = await visit({ path: 'payments' });
    await signIn(page);
    await page.reload();
    await ready(page, 'payments');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('main');
    expect(page.url()).toContain('#/payments');
  });

  it.each(['home', 'payouts', 'settings'])('has no axe violations: %s', async (path) => {
    const page = await visit({ path });
    await signIn(page);
    for (const tag of { home: ['payments'], payouts: ['payouts'] }[path] ?? ['documents'])
      await ready(page, tag);
    expect(await findings(page)).toEqual([]);
  });

  it('announces once that the network is lost, in the person’s language', async () => {
    const page = await visit({ language: 'fr' });
    await signIn(page);
    await ready(page, 'payments');
    await page.context().setOffline(true);
    const notes = page.locator('.stripe-embedded-note');
    await expect.poll(() => notes.count()).toBe(3);
    expect(await page.getByRole('status').filter({ hasText: /\S/ }).count()).toBe(1);
    for (const path of ['payments', 'payouts']) {
      await page.evaluate((next) => (location.hash = `#/${next}`), path);
      await expect.poll(() => page.url()).toContain(path);
      expect(await page.getByText('You are offline').count()).toBe(0);
    }
  });
});

describe('the demo', () => {
  it('reports when its server fails, and can retry', async () => {
    const page = await visit();
    await page.route('**/api/me', (route) => route.fulfill({ status: 500, body: 'no' }));
    await page.reload();
    await page.getByRole('alert').waitFor();
    await page.unroute('**/api/me');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('button', { name: /Ada/ }).waitFor();
  });

  it.each(['en', 'fr', 'ar'])('shows each amount on one line, equal on every page: %s', async (language) => {
    const page = await visit({ language });
    await signIn(page);
    const amounts = async (tag: string) => {
      await ready(page, tag);
      return page
        .locator(`stripe-connect-${tag} .big`)
        .evaluateAll((all) =>
          all.map((each) => [
            each.textContent,
            Math.round(each.getBoundingClientRect().height / parseFloat(getComputedStyle(each).lineHeight)),
          ]),
        );
    };
    const [available, , inTransit] = await amounts('balances');
    for (const [, lines] of [available!, inTransit!]) expect(lines).toBe(1);
    await page.evaluate(() => (location.hash = '#/payouts'));
    expect(await amounts('payouts')).toEqual([available, inTransit]);
  });

  it('has a menu no taller than its content when the menu is above the page', async () => {
    const page = await visit({ path: 'banks', width: 768 });
    await signIn(page);
    await page.getByRole('heading', { level: 1, name: 'Bank accounts' }).waitFor();
    const bottomOf = (selector: string) =>
      page.locator(selector).evaluate((element) => element.getBoundingClientRect().bottom);
    expect((await bottomOf('aside')) - (await bottomOf('.choices'))).toBeLessThan(24);
  });
});

describe('the bank dialog', () => {
  const openDialog = async () => {
    const page = await visit({ path: 'banks' });
    await signIn(page);
    await page.getByRole('button', { name: 'Link a bank account' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Agree and continue' }).click();
    return { page, dialog };
  };

  it('keeps its height during a search, and says when nothing is found', async () => {
    const { page, dialog } = await openDialog();
    const height = async () => (await dialog.boundingBox())!.height;
    const before = await height();
    await dialog.getByRole('searchbox').fill('zzz');
    await dialog.getByRole('status').filter({ hasText: 'No bank of that name.' }).waitFor();
    expect(await height()).toBe(before);
    expect(await findings(page)).toEqual([]);
  });

  it('explains each wrong number at its field', async () => {
    const { page, dialog } = await openDialog();
    await dialog.getByRole('button', { name: 'Enter account details by hand' }).click();
    await dialog.getByLabel('Account number').fill('000123456789');
    await dialog.getByRole('button', { name: 'Link' }).click();
    const routing = dialog.getByLabel('Routing number');
    expect(await routing.getAttribute('aria-invalid')).toBe('true');
    expect(await dialog.getByLabel('Account number').getAttribute('aria-invalid')).toBe('false');
    const said = await routing.getAttribute('aria-describedby');
    expect(await dialog.locator(`#${said}`).textContent()).toBe('A routing number has 9 digits.');
    expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.localName)).toBe(
      'input',
    );
    expect(await findings(page)).toEqual([]);
  });

  it('draws no outline around the heading that receives focus', async () => {
    const { dialog } = await openDialog();
    await dialog.page().keyboard.press('Tab');
    await dialog.getByRole('button', { name: 'StripeBank' }).focus();
    await dialog.page().keyboard.press('Enter');
    const heading = dialog.getByRole('heading', { name: 'Sign in to StripeBank' });
    expect(await heading.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('none');
  });
});
