import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../support/browserStage.js';
import { attributes, NONCE, openSite } from './site.js';

let opened: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  opened = await openBrowser();
}, 60_000);
afterAll(() => opened?.close());

type Site = Awaited<ReturnType<typeof openSite>>;

/** The value that a setter of Stripe's element received. */
const told = ({ page }: Site, tag: string, setter: string) =>
  page
    .locator(`stripe-connect-${tag}`)
    .evaluate(
      (element, name) => (element as unknown as { values: Map<string, unknown> }).values.get(name),
      setter,
    );

const DUE = { fields: 'eventually_due', futureRequirements: 'include' };

it.each([
  ['stripe-onboarding', 'account-onboarding'],
  ['stripe-account', 'account-management'],
])('the collection options of %s can be set before the script loads', async (name, tag) => {
  const site = await openSite(
    opened.browser,
    (endpoint) => `<${name} ${attributes(endpoint)}></${name}>
<script nonce="${NONCE}">document.querySelector('${name}').props = { collectionOptions: ${JSON.stringify(DUE)} }</script>`,
  );
  await site.ready(tag);
  expect(await told(site, tag, 'setCollectionOptions')).toEqual(DUE);
});

it('a page can follow the steps of onboarding, and the element’s own events stay events', async () => {
  const { page, ready, events } = await openSite(
    opened.browser,
    (endpoint) => `<stripe-onboarding ${attributes(endpoint)}></stripe-onboarding>`,
  );
  await page.evaluate(() => {
    const seen: string[] = [];
    const onStepChange = ({ step }: { step: string }) => void seen.push(step);
    Object.assign(document.querySelector('stripe-onboarding')!, {
      props: { onStepChange, onExit: () => seen.push('exit'), title: 'Mine' },
    });
    Object.assign(globalThis, { seen });
  });
  await ready('account-onboarding');
  await page.evaluate(() => {
    type Stripes = Element & { emit: (event: string, detail?: object) => void };
    const stripes = document.querySelector<Stripes>('stripe-connect-account-onboarding')!;
    stripes.emit('stepChange', { step: 'external_account' });
    stripes.emit('exit');
  });
  expect(await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen)).toEqual([
    'external_account',
  ]);
  expect(await events('exit')).toHaveLength(1);
  expect(await page.getByRole('heading', { name: 'Mine' }).count()).toBe(0);
});

it('payments start with the page’s filters, and take other filters later', async () => {
  const site = await openSite(
    opened.browser,
    (endpoint) => `<stripe-payments ${attributes(endpoint)}></stripe-payments>
<script nonce="${NONCE}">document.querySelector('stripe-payments').props = { defaultFilters: { status: ['failed'] } }</script>`,
  );
  await site.ready('payments');
  expect(await told(site, 'payments', 'setDefaultFilters')).toEqual({ status: ['failed'] });
  await site.page.evaluate(() =>
    Object.assign(document.querySelector('stripe-payments')!, {
      props: { defaultFilters: { status: ['disputed'] } },
    }),
  );
  await expect.poll(() => told(site, 'payments', 'setDefaultFilters')).toEqual({ status: ['disputed'] });
  expect(site.mints()).toBe(1);
});

it('bank accounts that the server knows are listed', async () => {
  const { page } = await openSite(
    opened.browser,
    (endpoint) => `<stripe-bank-accounts ${attributes(endpoint)}></stripe-bank-accounts>`,
  );
  await page.evaluate(() => {
    const account = { id: 'fca_1', institution_name: 'StripeBank', last4: '6789', status: 'active' };
    Object.assign(document.querySelector('stripe-bank-accounts')!, { props: { accounts: [account] } });
  });
  await page.getByRole('listitem').filter({ hasText: '6789' }).waitFor();
});

it('the list keeps the focus when an account is unlinked, and announces which one', async () => {
  const { page } = await openSite(
    opened.browser,
    (endpoint) => `<stripe-bank-accounts ${attributes(endpoint)}></stripe-bank-accounts>`,
  );
  await page.evaluate(() => {
    const account = { institution_name: 'StripeBank', status: 'active' };
    const accounts = ['6789', '1111'].map((last4) => ({ ...account, id: `fca_${last4}`, last4 }));
    const list = (shown: typeof accounts) =>
      Object.assign(document.querySelector('stripe-bank-accounts')!, {
        props: {
          accounts: shown,
          onUnlink: ({ id }: { id: string }) => list(shown.filter((other) => other.id !== id)),
        },
      });
    list(accounts);
  });
  for (const name of ['Unlink: StripeBank 6789', 'Unlink: StripeBank 1111']) {
    await page.getByRole('button', { name }).focus();
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.ariaLabel))
      .toBe(name.replace('Unlink', 'Unlinked'));
  }
});

it('Connect.js is started with the page’s fonts', async () => {
  const fonts = [{ cssSrc: 'https://shop.example/fonts.css' }];
  const { page, ready } = await openSite(
    opened.browser,
    (endpoint) => `<stripe-payments ${attributes(endpoint)}></stripe-payments>
<script nonce="${NONCE}">
  let init;
  window.StripeConnect = {
    get init() { return init; },
    set init(start) { init = (options) => { window.given = options.fonts; return start(options); }; },
  };
  document.querySelector('stripe-payments').fonts = ${JSON.stringify(fonts)};
</script>`,
  );
  await ready('payments');
  expect(await page.evaluate(() => (globalThis as unknown as { given: unknown }).given)).toEqual(fonts);
});
