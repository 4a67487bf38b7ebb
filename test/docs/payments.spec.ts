// #region playwright
import { expect, test as base } from 'playwright/test';
import { listen, type ListeningSandbox } from 'stripe-embedded/sandbox/node';

const test = base.extend<{ stripe: ListeningSandbox }>({
  stripe: async ({ page }, provide) => {
    const stripe = await listen();
    // Stripe's scripts come from the sandbox.
    await page.route(/^https:\/\/(connect-js|js)\.stripe\.com\//, async (route) => {
      const { pathname } = new URL(route.request().url());
      const script = await fetch(stripe.url + pathname).catch(() => undefined);
      if (!script) return route.abort(); // `fail({ script: 'blocked' })`
      await route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: await script.text() });
    });
    // So do the sessions. Leave this out where your own server runs on the sandbox.
    await page.route('**/api/stripe/session', async (route) => {
      await route.fulfill({ json: await stripe.sandbox.endpoint(route.request().postDataJSON()) });
    });
    await provide(stripe);
    await stripe.close();
  },
});

test('the payments outlive their session', async ({ page, stripe }) => {
  await page.goto('/');
  const payments = page.locator('[data-stripe-embedded="payments"]');
  await expect(payments).toHaveAttribute('data-state', 'ready');
  stripe.sandbox.expire();
  const mints = () => stripe.sandbox.log.filter(({ type }) => type === 'mint').length;
  await expect.poll(mints).toBe(2);
  await expect(payments).toHaveAttribute('data-state', 'ready');
});

test('a bank account can be linked', async ({ page, stripe }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Link a bank account' }).click();
  for (const name of ['Agree and continue', 'StripeBank', 'Continue', 'Link', 'Done'])
    await page.getByRole('dialog').getByRole('button', { name }).first().click();
  await expect(page.getByRole('listitem')).toContainText('StripeBank');
  expect(stripe.sandbox.log).toContainEqual(expect.objectContaining({ type: 'collect', outcome: 'linked' }));
});
// #endregion

test('a blocked script is reported and can be retried', async ({ page, stripe }) => {
  stripe.sandbox.fail({ script: 'blocked', only: 'connect' });
  await page.goto('/');
  const payments = page.locator('[data-stripe-embedded="payments"]');
  await payments.getByRole('button', { name: 'Try again' }).click();
  await expect(payments).toHaveAttribute('data-state', 'ready');
});
