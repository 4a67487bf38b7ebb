import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import Stripe from 'stripe';
import type { SessionEndpoint } from 'stripe-embedded';
import { createSandbox } from 'stripe-embedded/sandbox';
import { expect, it } from 'vitest';
import { createSession } from '../server/session.js';
import { App } from './App.js';

it('shows the payments, and the bank account once it is linked', async () => {
  const sandbox = createSandbox();
  sandbox.install(window, { scripts: 'on-request' });

  // The real endpoint with the real Stripe SDK. Only Stripe itself is simulated.
  const session = createSession({
    stripe: new Stripe('sk_test_sandbox', { httpClient: Stripe.createFetchHttpClient(sandbox.fetch) }),
    account: sandbox.accounts[0]!.id,
    publishableKey: 'pk_test_sandbox',
  });
  const endpoint: SessionEndpoint = {
    url: '/api/stripe/session',
    fetch: (url, init) => session(new Request(new URL(String(url), location.href), init)),
  };

  render(<App endpoint={endpoint} />);
  await waitFor(() => expect(document.querySelector('[data-state="ready"]')).not.toBeNull());

  fireEvent.click(screen.getByRole('button', { name: 'Link a bank account' }));
  await waitFor(() => expect(sandbox.financialConnections.isOpen).toBe(true));
  sandbox.financialConnections.link();
  expect(await screen.findByRole('list', { name: 'Linked accounts' })).toBeDefined();
});
