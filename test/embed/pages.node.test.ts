import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { arabic } from 'stripe-embedded/messages/ar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browserStage.js';
import { attributes, NONCE, openSite } from './site.js';

let opened: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  opened = await openBrowser();
}, 60_000);
afterAll(() => opened?.close());

it('an element with `hidden` is hidden, and a page’s rule can change its display', async () => {
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

it('even a zero-specificity rule in an adopted style sheet changes an element’s display', async () => {
  const { page, ready } = await openSite(
    opened.browser,
    (endpoint) => `<template><stripe-balances ${attributes(endpoint)}></stripe-balances></template>`,
  );
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(':where(stripe-balances) { display: grid }');
    document.adoptedStyleSheets.push(sheet);
    document.querySelector('main')!.append(document.querySelector('template')!.content);
  });
  await ready('balances');
  const element = page.locator('stripe-balances');
  expect(await element.evaluate((one) => getComputedStyle(one).display)).toBe('grid');
});

it.each(['attributes', 'property'])(
  'an element whose endpoint is set by %s after insertion never asks the default one',
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

it('an element in an in-app webview links to `link-out`', async () => {
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

it('`link-out` never becomes a script URL, whoever wrote it', async () => {
  const { page } = await openSite(
    opened.browser,
    (endpoint) =>
      `<stripe-payments ${attributes(endpoint)} link-out="&#1; Java\nscript:document.title=1"></stripe-payments>`,
    { userAgent: 'Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) Chrome/126.0 Mobile Safari/537.36' },
  );
  await page.getByText('unsupported_environment').waitFor();
  expect(await page.locator('stripe-payments a').count()).toBe(0);
});

it('an element of two components shows a shared error in the visible one', async () => {
  const { page } = await openSite(
    opened.browser,
    () => '<stripe-tax publishable-key="pk_test_1" endpoint="/no-endpoint"></stripe-tax>',
  );
  await page.getByText('endpoint_').last().waitFor();
  expect(await page.locator('stripe-tax button:visible').count()).toBe(1);
  expect(await page.getByRole('alert').count()).toBe(1);
});

describe('in a shadow root', () => {
  const dashboard = (endpoint: string) =>
    `<stripe-dashboard ${attributes(endpoint)} panels="payments payouts"></stripe-dashboard>`;
  const moveIn = (page: Page, selector: string) =>
    page.evaluate((what) => {
      const root = document.querySelector('#host')!.attachShadow({ mode: 'open' });
      const element = document.querySelector(what)!;
      root.append(element instanceof HTMLTemplateElement ? element.content.cloneNode(true) : element);
    }, selector);

  it.each([
    ['created there', (html: string) => `<template>${html}</template>`, 'template'],
    ['moved there', (html: string) => html, 'stripe-dashboard'],
  ])('a dashboard %s has its styles', async (_, wrap, selector) => {
    const { page, ready } = await openSite(
      opened.browser,
      (endpoint) => `<div id="host"></div>${wrap(dashboard(endpoint))}`,
    );
    if (selector !== 'template') await ready('payments');
    await moveIn(page, selector);
    await ready('payments');
    const displayOf = (name: string) =>
      page.locator(name).evaluate((element) => getComputedStyle(element).display);
    await expect.poll(() => displayOf('[role="tablist"]')).toBe('flex');
    expect(await displayOf('stripe-dashboard')).toBe('block');
  });

  it('a skeleton pulses', async () => {
    const { page } = await openSite(
      opened.browser,
      () =>
        `<div id="host"></div><template><stripe-payments publishable-key="pk_test_1" endpoint="/never"></stripe-payments></template>`,
    );
    await page.route('**/never', () => {});
    await moveIn(page, 'template');
    const animation = await page
      .locator('.stripe-embedded-pulse')
      .evaluate((element) => getComputedStyle(element).animationName);
    expect(animation).toBe('stripe-embedded-pulse');
  });
});

it('a router link to a tab opens it', async () => {
  const { page, ready } = await openSite(
    opened.browser,
    (endpoint) => `<stripe-dashboard ${attributes(endpoint)} panels="payments payouts"></stripe-dashboard>`,
  );
  await ready('payments');
  // This fires no `hashchange`.
  await page.evaluate(() => history.pushState(null, '', '#payouts'));
  await page.getByRole('tab', { name: 'Payouts', selected: true }).waitFor();
});

describe('an attribute that a template left empty counts as missing', () => {
  it.each(['account', 'locale', 'theme', 'nonce', 'link-out'])('%s', async (name) => {
    const { page, events } = await openSite(
      opened.browser,
      (endpoint) => `<stripe-payments ${name}="" ${attributes(endpoint)}></stripe-payments>`,
      { language: 'fr' },
    );
    await page.locator('[data-state="ready"], [data-state="error"]').first().waitFor();
    expect(await events('error')).toEqual([]);
    expect(await page.locator('h2').first().textContent()).toBe('Paiements');
  });

  it('publishable-key and endpoint', async () => {
    const { page, ready } = await openSite(
      opened.browser,
      (endpoint) =>
        `<stripe-payments publishable-key="" endpoint="" data-to="${endpoint}"></stripe-payments>`,
    );
    await page.route('**/api/stripe/session', async (route) => {
      const to = await page.locator('stripe-payments').getAttribute('data-to');
      const answer = await route.fetch({ url: to! });
      await route.fulfill({ json: { ...(await answer.json()), publishable_key: 'pk_test_1' } });
    });
    await page.reload();
    await ready('payments');
  });

  it('panels', async () => {
    const { page } = await openSite(
      opened.browser,
      (endpoint) => `<stripe-dashboard ${attributes(endpoint)} panels=" "></stripe-dashboard>`,
    );
    await page.getByRole('tab').first().waitFor();
    expect(await page.getByRole('tab').count()).toBe(8);
  });
});

it('adds no globals to the page, even from a script tag without type="module"', async () => {
  const script = (text: string) => `<script nonce="${NONCE}">${text}</script>`;
  const { page, ready } = await openSite(
    opened.browser,
    (endpoint) =>
      `${script('window.before = Object.getOwnPropertyNames(window)')}<script src="/embed.js" nonce="${NONCE}"></script>${script('window.added = Object.getOwnPropertyNames(window).filter((name) => !before.includes(name))')}<stripe-payments ${attributes(endpoint)}></stripe-payments>`,
  );
  await ready('payments');
  expect(await page.evaluate(() => (globalThis as unknown as { added: string[] }).added)).toEqual(['before']);
});

it.each(['embed.js', 'embed.development.js'])(
  '%s has its own letters on a page in another encoding, even from a script tag without type="module"',
  async (name) => {
    const { page } = await openSite(
      opened.browser,
      (endpoint) => `<stripe-bank-accounts ${attributes(endpoint)}></stripe-bank-accounts>`,
      {
        charset: 'windows-1252',
        kind: 'defer',
        language: 'ar',
        script: fileURLToPath(new URL(`../../dist/${name}`, import.meta.url)),
      },
    );
    await page.getByRole('button', { name: arabic.linkAccount }).waitFor();
  },
);

describe('an element', () => {
  it('renders again, with the same session, after a page swap has emptied it', async () => {
    const { page, ready, mints } = await openSite(
      opened.browser,
      (endpoint) => `<stripe-payments ${attributes(endpoint)}></stripe-payments>`,
    );
    await ready('payments');
    // As a morph does when the server's HTML has no children for an element.
    await page.evaluate(() => document.querySelector('stripe-payments')!.replaceChildren());
    await ready('payments');
    expect(mints()).toBe(1);
    await page.evaluate(() => document.querySelector('stripe-payments')!.setAttribute('heading', 'Sales'));
    await page.getByRole('region', { name: 'Sales' }).waitFor();
  });

  it('renders once in a copy of the page, as Turbo and htmx show when going back', async () => {
    const { page, noise, ready, mints } = await openSite(
      opened.browser,
      (endpoint) => `<stripe-payments ${attributes(endpoint)}></stripe-payments>`,
    );
    await ready('payments');
    const kept = await page.evaluate(() => {
      const { body } = document;
      const copy = body.cloneNode(true);
      body.replaceWith(document.createElement('body'));
      document.body.replaceWith(copy);
      return body.querySelectorAll('stripe-connect-payments').length;
    });
    expect(kept).toBe(1);
    const drawn = page.locator('stripe-connect-payments');
    await expect.poll(() => drawn.evaluate((one) => one.shadowRoot?.textContent)).toContain('Rocket Rides');
    expect(await drawn.count()).toBe(1);
    expect(await page.locator('stripe-payments > *').count()).toBe(1);
    expect(mints()).toBe(1);
    await page.evaluate(() => document.querySelector('stripe-payments')!.setAttribute('heading', 'Sales'));
    await page.getByRole('region', { name: 'Sales' }).waitFor();
    expect(noise).toEqual([]);
  });

  it('removes content meant for browsers without scripts, even if it arrives later', async () => {
    const { page, ready } = await openSite(
      opened.browser,
      (endpoint) =>
        `<script src="/embed.js" nonce="${NONCE}"></script><stripe-payments ${attributes(endpoint)}>Please <b>turn on</b> JavaScript</stripe-payments>`,
    );
    await ready('payments');
    expect(await page.locator('stripe-payments').innerText()).toBe('Payments');
  });

  it('renders in an iframe of the page, which rejects another window’s style sheets', async () => {
    const { page, noise, ready } = await openSite(
      opened.browser,
      (endpoint) => `<stripe-payments ${attributes(endpoint)}></stripe-payments><iframe></iframe>`,
    );
    await ready('payments');
    await page.evaluate(() => {
      const element = document.querySelector('stripe-payments')!;
      const { body } = document.querySelector('iframe')!.contentDocument!;
      body.append(element.cloneNode(), element);
    });
    const inFrame = page.frameLocator('iframe').locator('stripe-payments');
    await expect.poll(() => inFrame.locator('.stripe-embedded-widget').count()).toBe(2);
    expect(await inFrame.first().evaluate((element) => getComputedStyle(element).display)).toBe('block');
    expect(noise).toEqual([]);
  });

  it('renders in a shadow root that the page has put into an iframe', async () => {
    const { page } = await openSite(
      opened.browser,
      (endpoint) => `<stripe-payments ${attributes(endpoint)}></stripe-payments><iframe></iframe>`,
    );
    const thrown: string[] = [];
    page.on('pageerror', ({ message }) => thrown.push(message));
    await page.evaluate(() => {
      const host = document.createElement('div');
      const root = host.attachShadow({ mode: 'open' });
      document.querySelector('iframe')!.contentDocument!.body.append(host);
      root.append(document.querySelector('stripe-payments')!.cloneNode());
    });
    const inFrame = page.frameLocator('iframe').locator('stripe-payments');
    await expect.poll(() => inFrame.locator('.stripe-embedded-widget').count()).toBe(1);
    expect(await inFrame.evaluate((element) => getComputedStyle(element).display)).toBe('block');
    expect(thrown).toEqual([]);
  });
});

it('updates the step counter on a page that the browser has translated', async () => {
  const { page, ready, noise } = await openSite(
    opened.browser,
    (endpoint) => `<stripe-onboarding ${attributes(endpoint)}></stripe-onboarding>`,
  );
  await ready('account-onboarding');
  const counter = page.locator('stripe-onboarding .stripe-embedded-header');
  await counter.getByText('Step 1').waitFor();
  // As Chrome does: it replaces the text with its own.
  await counter.getByText('Step 1').evaluate((element) => {
    const font = document.createElement('font');
    font.textContent = 'Schritt 1';
    element.firstChild!.replaceWith(font);
  });
  await page.evaluate(() =>
    (
      document.querySelector('stripe-connect-account-onboarding') as unknown as {
        emit(name: string, value: object): void;
      }
    ).emit('stepChange', { step: 'representative_details' }),
  );
  await counter.getByText('Step 2').waitFor();
  expect(await counter.innerText()).not.toContain('Schritt');
  expect(noise).toEqual([]);
});
