// #region server
import Stripe from 'stripe';
import { createSandbox } from 'stripe-embedded/sandbox';
import { createSessionHandler } from 'stripe-embedded/server';
import { expect, it } from 'vitest';

it('refuses a session for another account', async () => {
  const sandbox = createSandbox();
  const [own, other] = sandbox.accounts;
  const handler = createSessionHandler({
    stripe: new Stripe('sk_test_1', { httpClient: Stripe.createFetchHttpClient(sandbox.fetch) }),
    authorize: () => ({ account: own!.id }),
    connect: { components: { payments: true } },
  });
  const ask = (account: string) =>
    handler(
      new Request('https://shop.example/api/stripe/session', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ flow: 'connect', account }),
      }),
    );
  expect((await ask(own!.id)).status).toBe(200);
  expect((await ask(other!.id)).status).toBe(403);
  expect(sandbox.log.filter(({ type }) => type === 'mint')).toMatchObject([{ account: own!.id }]);
});
// #endregion
