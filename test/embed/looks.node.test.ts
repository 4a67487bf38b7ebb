import type { BrowserContextOptions, Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browserStage.js';
import { contrast } from '../support/contrast.js';
import { attributes, openSite } from './site.js';

let opened: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  opened = await openBrowser();
}, 60_000);
afterAll(() => opened?.close());

const PHONE = { viewport: { width: 360, height: 640 } };

const addStyle = (page: Page, css: string) =>
  page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets.push(sheet);
  }, css);

const paddingOf = (locator: Locator) => locator.evaluate((element) => getComputedStyle(element).padding);

const openDashboard = (context: BrowserContextOptions = {}, more = '') =>
  openSite(
    opened.browser,
    (endpoint) => `<stripe-dashboard ${attributes(endpoint)} ${more}></stripe-dashboard>`,
    context,
  );

describe('the dashboard on a phone', () => {
  it.each(['ltr', 'rtl'])('shows its open tab and does not scroll the page: %s', async (direction) => {
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
  });

  it.each(['zoom: .5', 'transform: scale(.5)', 'transform: scale(2)'])(
    'centres its open tab on a scaled page: %s',
    async (scaled) => {
      const { page } = await openSite(
        opened.browser,
        (endpoint) =>
          `<div style="inline-size: 320px"><stripe-dashboard ${attributes(endpoint)}></stripe-dashboard></div>`,
        PHONE,
      );
      await addStyle(page, `main > div { ${scaled}; transform-origin: 0 0 }`);
      await page.getByRole('tab').first().waitFor();
      // A click would make Playwright scroll.
      await page.evaluate(() => (location.hash = '#banks'));
      await page.getByRole('tab', { name: 'Bank accounts', selected: true }).waitFor();
      const offset = () =>
        page.getByRole('tab', { selected: true }).evaluate((tab) => {
          const [inner, outer] = [tab, tab.parentElement!].map((element) => element.getBoundingClientRect());
          return Math.abs(inner!.left + inner!.right - outer!.left - outer!.right) / 2;
        });
      await expect.poll(offset).toBeLessThan(2);
    },
  );

  it('shows its open tab even if the dashboard was hidden at first', async () => {
    const { page } = await openSite(
      opened.browser,
      (endpoint) => `<div hidden><stripe-dashboard ${attributes(endpoint)}></stripe-dashboard></div>`,
      PHONE,
    );
    await page.evaluate(() => (location.hash = '#account'));
    await page
      .locator('[role="tab"][aria-selected="true"]', { hasText: 'Account' })
      .waitFor({ state: 'attached' });
    await page.evaluate(() => (document.querySelector<HTMLElement>('main > div')!.hidden = false));
    const right = () =>
      page.getByRole('tab', { selected: true }).evaluate((tab) => tab.getBoundingClientRect().right);
    await expect.poll(right).toBeLessThan(PHONE.viewport.width);
  });
});

describe('the layout follows the container', () => {
  async function openAt(width: number, name: string) {
    const site = await openSite(
      opened.browser,
      (endpoint) => `<div><stripe-${name} ${attributes(endpoint)}></stripe-${name}></div>`,
      { viewport: { width: 1280, height: 640 } },
    );
    await addStyle(site.page, `main > div { inline-size: ${width}px }`);
    return site;
  }

  it.each([
    [859, 'row'],
    [860, 'column'],
  ])('a dashboard of %i pixels has its tabs in a %s', async (width, direction) => {
    const { page } = await openAt(width, 'dashboard');
    const flow = await page.getByRole('tablist').evaluate((list) => getComputedStyle(list).flexDirection);
    expect(flow).toBe(direction);
  });

  it.each([
    [360, '16px'],
    [370, '24px'],
  ])('a frame of %i pixels has %s at its sides', async (width, padding) => {
    const { page } = await openAt(width, 'payments');
    const header = page.locator('.stripe-embedded-header');
    expect(await header.evaluate((element) => getComputedStyle(element).paddingInline)).toBe(padding);
  });

  it('and leaves out tabs and borders on paper', async () => {
    const { page } = await openAt(1000, 'dashboard');
    const frame = page.locator('.stripe-embedded-widget').first();
    const look = () => frame.evaluate((element) => getComputedStyle(element).borderBlockStartWidth);
    await frame.waitFor();
    expect(await look()).toBe('1px');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('tablist').isVisible()).toBe(false);
    expect(await look()).toBe('0px');
  });
});

it('the dashboard’s tabs are as wide as their names even if the page’s buttons fill their row', async () => {
  const { page } = await openDashboard(PHONE);
  const tabs = page.getByRole('tab');
  const boxes = () => tabs.evaluateAll((all) => all.map((tab) => tab.getBoundingClientRect().toJSON()));
  await tabs.first().waitFor();
  const before = await boxes();
  await addStyle(page, 'button { width: 100%; height: 64px; margin: 0 0 1rem 1rem }');
  expect(await boxes()).toEqual(before);
});

/** The contrast of the open tab's text with its fill on this background. */
const contrastOf = async (tab: Locator, ground: string) => {
  const pixels = await tab.evaluate((element, under) => {
    const context = document.createElement('canvas').getContext('2d')!;
    const { color, backgroundColor, backgroundImage } = getComputedStyle(element);
    const fill = /(?<=gradient\()[^()]+\([^()]+\)/.exec(backgroundImage)![0];
    return [[fill], [fill, color]].map((layers) => {
      for (const layer of [under, backgroundColor, ...layers]) {
        context.fillStyle = layer;
        context.fillRect(0, 0, 1, 1);
      }
      return [...context.getImageData(0, 0, 1, 1).data];
    });
  }, ground);
  return contrast(pixels[0]!, pixels[1]!);
};

it.each([
  ['dark', '#ffffff', '#30313d'],
  ['light', '#14171f', '#eceef3'],
])(
  'the dashboard’s open tab is readable in the %s theme on a page with the opposite one',
  async (theme, ground, text) => {
    const { page } = await openDashboard({}, `theme="${theme}"`);
    await addStyle(page, `body { background: ${ground}; color: ${text} }`);
    expect(await contrastOf(page.getByRole('tab', { selected: true }), ground)).toBeGreaterThanOrEqual(4.5);
  },
);

it('the dashboard’s open tab is filled even on a gradient surface', async () => {
  const { page } = await openDashboard();
  await addStyle(page, 'main { --stripe-embedded-surface: linear-gradient(white, silver); color: black }');
  const tab = page.getByRole('tab', { selected: true });
  expect(await tab.evaluate((element) => getComputedStyle(element).backgroundImage)).toMatch(
    /0\.1\).*rgb\(192, 192, 192\)/,
  );
});

it('the dashboard’s open tab is readable if the page sets a surface and text colour but no accent', async () => {
  const { page } = await openDashboard();
  await addStyle(
    page,
    `body { background: #14171f; color: #eceef3 }
    stripe-dashboard { --stripe-embedded-surface: #ffffff; --stripe-embedded-text: #30313d }`,
  );
  expect(await contrastOf(page.getByRole('tab', { selected: true }), '#14171f')).toBeGreaterThanOrEqual(4.5);
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
      header: await paddingOf(named!.locator('.stripe-embedded-header')),
      body: await paddingOf(named!.locator('.stripe-embedded-body')),
      unnamed: await paddingOf(unnamed!.locator('.stripe-embedded-body')),
    };
  };

  it('has padding, also at the top when it has no title', async () => {
    expect(await widgets({ width: 900, height: 640 })).toEqual({
      header: '18px 24px 0px',
      body: '16px 24px 24px',
      unnamed: '24px',
    });
  });

  it('has less padding when it is narrow', async () => {
    expect(await widgets(PHONE.viewport)).toEqual({
      header: '18px 16px 0px',
      body: '16px',
      unnamed: '16px',
    });
  });
});

it('the page’s rules for `section` and `header` do not affect a widget', async () => {
  const { page, ready } = await openSite(
    opened.browser,
    (endpoint) => `<stripe-payments ${attributes(endpoint)}></stripe-payments>`,
  );
  await addStyle(
    page,
    'header { position: fixed; top: 0; left: 0 } section { display: flex; flex-wrap: wrap; justify-content: center }',
  );
  await ready('payments');
  const [title, frame] = await Promise.all(
    ['h2', '.stripe-embedded-widget'].map((name) => page.locator(name).first().boundingBox()),
  );
  expect(title!.y).toBeGreaterThan(frame!.y);
  expect((await page.locator('[data-stripe-embedded]').boundingBox())!.width).toBe(frame!.width - 50);
});

describe('the width', () => {
  const widths = async (css: string, context: BrowserContextOptions = {}, wrap = (html: string) => html) => {
    const { page, ready } = await openSite(
      opened.browser,
      (endpoint) =>
        `<div id="place">${wrap(`<stripe-payments ${attributes(endpoint)}></stripe-payments>`)}${wrap(`<stripe-balances ${attributes(endpoint)}></stripe-balances>`)}</div>`,
      { viewport: { width: 1016, height: 640 }, ...context },
    );
    await ready('balances');
    await addStyle(page, css);
    const frames = page.locator('.stripe-embedded-widget');
    const all = await frames.evaluateAll((each) => each.map((frame) => frame.getBoundingClientRect().width));
    return { all, over: await page.evaluate(() => document.documentElement.scrollWidth - innerWidth) };
  };

  it.each([
    ['a row', '#place { display: flex; gap: 16px }', 492],
    ['a grid that does not stretch', '#place { display: grid; justify-items: start }', 1000],
    ['a centred column', '#place { display: flex; flex-direction: column; align-items: center }', 1000],
    ['floats', '#place > * { float: left }', 1000],
    ['an element with margins', '#place > *, .stripe-embedded-widget { margin: 20px }', 920],
    ['a width set by the page', '#place .stripe-embedded-widget { width: 300px }', 300],
  ])('follows its container: %s', async (_, css, width) => {
    expect(await widths(css)).toEqual({ all: [width, width], over: 0 });
  });

  it.each([
    [1016, 500],
    [360, 172],
  ])('follows the column on a page of %i pixels', async (width, column) => {
    const context = { viewport: { width, height: 640 } };
    const css = '#place { display: grid; grid-template-columns: 1fr 1fr }';
    expect(await widths(css, context, (html) => `<div>${html}</div>`)).toEqual({
      all: [column, column],
      over: 0,
    });
  });

  it('holds a long title, which wraps', async () => {
    const { page, ready } = await openSite(
      opened.browser,
      (endpoint) =>
        `<stripe-payments ${attributes(endpoint)} heading="Zahlungsverkehrsabwicklungsübersicht"></stripe-payments>`,
      { viewport: { width: 280, height: 640 } },
    );
    await ready('payments');
    const [title, frame] = await Promise.all(
      ['h2', '.stripe-embedded-widget'].map((name) => page.locator(name).first().boundingBox()),
    );
    expect(title!.x + title!.width).toBeLessThan(frame!.x + frame!.width);
  });
});
