import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../support/browserStage.js';
import { attributes, openSite } from './site.js';

let opened: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  opened = await openBrowser();
}, 60_000);
afterAll(() => opened?.close());

it('an element with `hidden` is hidden, and a rule of the page’s is heard', async () => {
  const { page, ready } = await openSite(
    opened.browser,
    (endpoint) =>
      `<stripe-balances ${attributes(endpoint)}></stripe-balances><stripe-payments hidden ${attributes(endpoint)}></stripe-payments>`,
  );
  await ready('balances');
  expect(await page.locator('stripe-payments').isVisible()).toBe(false);
  const display = await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('stripe-balances { display: grid }');
    document.adoptedStyleSheets.push(sheet);
    return getComputedStyle(document.querySelector('stripe-balances')!).display;
  });
  expect(display).toBe('grid');
});

it.each(['attributes', 'property'])(
  'an element whose %s are set once it is on the page asks nobody else',
  async (how) => {
    const { page, ready, mints } = await openSite(
      opened.browser,
      (endpoint) => `<i data-endpoint="${endpoint}"></i>`,
    );
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/stripe/session')) asked.push(request.postData() ?? '');
    });
    await page.evaluate((by) => {
      const { endpoint } = document.querySelector('i')!.dataset;
      const element = document.createElement('stripe-payments');
      document.querySelector('main')!.append(element);
      element.setAttribute('publishable-key', 'pk_test_1');
      if (by === 'property') Object.assign(element, { endpoint: { url: endpoint } });
      else element.setAttribute('endpoint', endpoint!);
    }, how);
    await ready('payments');
    expect(mints()).toBe(1);
    expect(asked).toEqual([]);
  },
);

it('an element in an app’s webview leads out of it, where it is told where to', async () => {
  const { page, mints } = await openSite(
    opened.browser,
    (endpoint) =>
      `<stripe-payments ${attributes(endpoint)} link-out="https://shop.example/pay"></stripe-payments>`,
    { userAgent: 'Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) Chrome/126.0 Mobile Safari/537.36' },
  );
  const link = page.getByRole('link', { name: 'Open in browser' });
  await link.waitFor();
  expect(await link.getAttribute('href')).toBe('https://shop.example/pay');
  expect(mints()).toBe(0);
});

it('a dashboard in a shadow root has its looks', async () => {
  const { page, ready } = await openSite(
    opened.browser,
    (endpoint) =>
      `<div id="host"></div><template><stripe-dashboard ${attributes(endpoint)} panels="payments payouts"></stripe-dashboard></template>`,
  );
  await page.evaluate(() => {
    const root = document.querySelector('#host')!.attachShadow({ mode: 'open' });
    root.append(document.querySelector('template')!.content.cloneNode(true));
  });
  await ready('payments');
  expect(await page.getByRole('tablist').evaluate((row) => getComputedStyle(row).display)).toBe('flex');
});
