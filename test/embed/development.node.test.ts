import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browserStage.js';
import { attributes, openSite } from './site.js';

const script = fileURLToPath(new URL('../../dist/embed.development.js', import.meta.url));

let opened: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  opened = await openBrowser();
}, 60_000);
afterAll(() => opened?.close());

/** A page with the development script, and its console output. */
async function open(body: (endpoint: string) => string, kind?: string) {
  const site = await openSite(opened.browser, body, { script, kind });
  const said: string[] = [];
  site.page.on('console', (message) => void said.push(message.text()));
  // Output of the previous page does not count.
  site.page.on('framenavigated', () => void (said.length = 0));
  await site.page.reload();
  return { ...site, said: () => said.join('\n') };
}

describe('the development script', () => {
  it('renders like the production script, and logs which of the two it is', async () => {
    const { ready, said } = await open(
      (endpoint) => `<stripe-payments ${attributes(endpoint)}></stripe-payments>`,
    );
    await ready('payments');
    expect(said()).toMatch(
      /^\[stripe-embedded\] This script is for development.*In production, use embed\.js.*$/,
    );
  });

  it('explains an error in a sentence, once for two elements', async () => {
    const { page, said } = await open(
      () =>
        `<stripe-payments ${attributes('/nowhere')}></stripe-payments><stripe-payouts ${attributes('/nowhere')}></stripe-payouts>`,
    );
    await page.getByRole('alert').first().waitFor();
    await expect.poll(said).toContain('returned HTML instead of JSON. Check its address');
    expect(said().match(/Check its address/g)).toHaveLength(1);
  });

  it('warns once that a key is a secret key', async () => {
    const { page, events, said } = await open(
      (endpoint) => `<stripe-payments publishable-key="sk_test_1" endpoint="${endpoint}"></stripe-payments>`,
    );
    const thrown: string[] = [];
    page.on('pageerror', (error) => void thrown.push(error.message));
    await page.reload();
    await expect.poll(() => events('error')).toHaveLength(1);
    expect([said(), ...thrown].join('\n').match(/A secret key/g)).toHaveLength(1);
  });

  it('suggests the right name for a mistyped element, attribute and panel', async () => {
    const { ready, said } = await open(
      (endpoint) =>
        `<stripe-payment></stripe-payment><stripe-buy-button></stripe-buy-button><stripe-dashboard ${attributes(endpoint)} link_out="/x" data-panels="tax" class="wide" panels="payment payouts"></stripe-dashboard>`,
    );
    await ready('payouts');
    await expect.poll(said).toContain('There is no element <stripe-payment>');
    expect(said()).toContain('Did you mean <stripe-payments>?');
    expect(said()).toContain('has no attribute `link_out`. Did you mean `link-out`?');
    expect(said()).toContain('has no attribute `data-panels`. Did you mean `panels`?');
    expect(said()).toContain('`payment` is not a panel of the dashboard');
    expect(said()).not.toMatch(/buy-button|`class`/);
  });

  it('distinguishes a typo from a page’s own attribute, and names attributes that only other elements take', async () => {
    const { ready, said } = await open(
      (endpoint) =>
        `<stripe-payments ${attributes(endpoint)} endpont="/x" appearance="{}" fonts="[]" verify title="Money" part="a" data-theme="dark" x-theme="dark" :theme="dark"></stripe-payments><stripe-dashboard ${attributes(endpoint)} panel="tax" panels="tax bank-accounts"></stripe-dashboard>`,
    );
    await ready('payments');
    await ready('tax-settings');
    expect(said()).toContain('has no attribute `endpont`. Did you mean `endpoint`?');
    expect(said()).toContain('<stripe-dashboard> has no attribute `panel`. Did you mean `panels`?');
    expect(said()).toContain('<stripe-payments> has no attribute `verify`: only other elements have it.');
    expect(said()).toContain('The panels are payments, payouts, disputes, banks,');
    expect(said()).toContain('Set the property: `element.appearance = { variables }`');
    expect(said()).toContain('Set the property: `element.fonts = [{ cssSrc }]`');
    expect(said()).not.toMatch(/`(title|part|x-theme|:theme)`/);
  });

  it('says when a property should be an attribute, and checks elements that a page adds later', async () => {
    const { page, said } = await open((endpoint) => `<i data-endpoint="${endpoint}"></i>`);
    await page.evaluate(() => {
      const { endpoint } = document.querySelector('i')!.dataset;
      const element = document.createElement('stripe-dashboard');
      document.querySelector('main')!.append(element);
      Object.assign(element, { publishableKey: 'pk_test_1', panels: ['payments'], endpoint, mine: 1 });
      document.querySelector('main')!.insertAdjacentHTML('beforeend', '<stripe-banks></stripe-banks>');
    });
    await expect
      .poll(said)
      .toContain("no property `publishableKey`. Set the attribute: `setAttribute('publishable-key', …)`");
    expect(said()).toContain('no property `panels`');
    await expect.poll(said).toContain('There is no element <stripe-banks>');
    expect(said()).toContain('The elements are stripe-payments, ');
    expect(said()).toContain('stripe-bank-accounts');
    expect(said()).not.toMatch(/property `(endpoint|mine)`/);
  });

  it.each([['embed.js'], ['embed.development.js']])(
    'logs that it does nothing if %s has already defined the elements',
    async (name) => {
      const { page, ready, said } = await open(
        (endpoint) =>
          `<stripe-payment></stripe-payment><stripe-payments ${attributes(endpoint)}></stripe-payments>`,
        'type="text/plain"',
      );
      for (const path of [fileURLToPath(new URL(`../../dist/${name}`, import.meta.url)), script])
        await page.evaluate(await readFile(path, 'utf8'));
      await ready('payments');
      expect(said().match(/does nothing/g)).toHaveLength(1);
      const isHeard = name === 'embed.development.js' ? 1 : 0;
      expect(said().split('This script is for development').length - 1).toBe(isHeard);
      expect(said().split('There is no element <stripe-payment>').length - 1).toBe(isHeard);
    },
  );

  it('mentions attributes and the element, not props and the provider that such a page lacks', async () => {
    const { page, said } = await open(
      (endpoint) =>
        `<stripe-payments endpoint="${endpoint}"></stripe-payments><stripe-tax ${attributes('/stale')}></stripe-tax><stripe-payouts ${attributes('/little')}></stripe-payouts>`,
    );
    await page.route('**/stale', (route) => route.fulfill({ status: 419 }));
    await page.route('**/little', (route) =>
      route.fulfill({ json: { client_secret: `secret_${Math.random()}`, complete: true, components: {} } }),
    );
    await page.reload();
    await expect.poll(said).toContain('Add the attribute `publishable-key="pk_…"` to the element');
    await expect.poll(said).toContain('Send the CSRF token: `element.endpoint = { url, headers }`.');
    await expect.poll(said).toContain('to `components` where your server creates the account session.');
    expect(said()).not.toMatch(/provider|publishableKey|\{\{/);
  });

  it.each([
    ['after the page is parsed', 'type="module"'],
    ['while the page is parsed', ''],
  ])('warns about a missing end tag if it runs %s', async (_when, kind) => {
    const { page, ready, said } = await open(
      (endpoint) =>
        `<stripe-tax ${attributes(endpoint)}><p>Without a script there is nothing here.</p></stripe-tax><stripe-payments ${attributes(endpoint)} /><h2>And more</h2><stripe-payouts ${attributes(endpoint)} /><p>The end</p>`,
      kind,
    );
    await ready('payments');
    await expect.poll(said).toContain('write <stripe-payments></stripe-payments>');
    expect(said()).toContain('(<h2>, <stripe-payouts>');
    expect(said().match(/HTML has no/g)).toHaveLength(1);
    expect(await page.getByText('The end').count()).toBe(0);
  });
});
