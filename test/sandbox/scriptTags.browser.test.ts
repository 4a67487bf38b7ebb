import { loadStripe } from '@stripe/stripe-js/pure/index.js';
import { createSandbox, type Sandbox } from 'stripe-embedded/sandbox';
import { expect, it, onTestFinished } from 'vitest';

/** What the page has requested from Stripe's hosts, with or without success. */
const requested = () =>
  performance.getEntriesByType('resource').filter(({ name }) => name.includes('.stripe.com/'));

async function link(sandbox: Sandbox) {
  const stripe = await loadStripe('pk_test_sandbox');
  const { clientSecret } = await sandbox.endpoint({ flow: 'financial_connections' });
  const flow = stripe!.collectFinancialConnectionsAccounts({ clientSecret });
  await expect.poll(() => sandbox.financialConnections.isOpen).toBe(true);
  sandbox.financialConnections.cancel();
  return flow;
}

it('a sandbox that answers script tags makes no request, also after an earlier sandbox', async () => {
  const first = createSandbox();
  onTestFinished(first.install(window));
  await link(first);
  const next = createSandbox();
  onTestFinished(next.install(window, { scripts: 'on-request' }));
  const { error } = await link(next);
  expect(error).toBeUndefined();
  expect(requested()).toEqual([]);
});
