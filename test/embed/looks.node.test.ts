import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browserStage.js';
import { attributes, openSite } from './site.js';

let opened: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  opened = await openBrowser();
}, 60_000);
afterAll(() => opened?.close());

const PHONE = { viewport: { width: 360, height: 640 } };

const paddingOf = (locator: Locator) => locator.evaluate((element) => getComputedStyle(element).padding);

describe('the dashboard on a phone', () => {
  it.each(['ltr', 'rtl'])(
    'has its open tab in sight, and leaves the page where it is: %s',
    async (direction) => {
      const { page } = await openSite(
        opened.browser,
        (endpoint) =>
          `<div dir="${direction}" style="margin-block-start: 900px"><stripe-dashboard ${attributes(endpoint)}></stripe-dashboard></div>`,
        PHONE,
      );
      const selected = page.getByRole('tab', { selected: true });
      const isInSight = () =>
        selected.evaluate((tab) => {
          const [inner, outer] = [tab, tab.parentElement!].map((element) => element.getBoundingClientRect());
          return inner!.left >= outer!.left - 1 && inner!.right <= outer!.right + 1;
        });
      await selected.waitFor();
      expect(await isInSight()).toBe(true);
      await page.evaluate(() => (location.hash = '#account'));
      await page.reload();
      await page.getByRole('tab', { name: 'Account', selected: true }).waitFor();
      await expect.poll(isInSight).toBe(true);
      expect(await page.evaluate(() => scrollY)).toBe(0);
    },
  );
});

describe('a widget', () => {
  const widgets = async (viewport: { width: number; height: number }) => {
    const { page } = await openSite(
      opened.browser,
      (endpoint) =>
        `<stripe-payments ${attributes(endpoint)}></stripe-payments><stripe-balances ${attributes(endpoint)} heading=""></stripe-balances>`,
      { viewport },
    );
    const [named, unnamed] = ['stripe-payments', 'stripe-balances'].map((name) => page.locator(name));
    await unnamed!.locator('.stripe-embedded-body').waitFor();
    return {
      header: await paddingOf(named!.locator('header')),
      body: await paddingOf(named!.locator('.stripe-embedded-body')),
      unnamed: await paddingOf(unnamed!.locator('.stripe-embedded-body')),
    };
  };

  it('has room around what is in it, above too where it has no title', async () => {
    expect(await widgets({ width: 900, height: 640 })).toEqual({
      header: '18px 24px 0px',
      body: '16px 24px 24px',
      unnamed: '24px',
    });
  });

  it('has less of it in a narrow place', async () => {
    expect(await widgets(PHONE.viewport)).toEqual({
      header: '18px 16px 0px',
      body: '16px',
      unnamed: '16px',
    });
  });
});
