import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { StrictMode } from 'react';
import { ConnectProvider, EmbeddedError } from 'stripe-embedded';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { stateOf } from '../../support/stage.js';
import { AtStripe } from './AtStripe.js';
import { Money } from './Money.js';
import { onboarded, onboardingLink, session } from './server.js';
import { sandbox, stripe } from './stripe.js';

const ROUTES: Record<string, (request: Request) => Promise<Response>> = {
  'GET /api/onboarded': onboarded,
  'POST /api/stripe/session': session,
  'POST /api/onboarding-link': onboardingLink,
};

beforeEach(() => {
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) => {
    const request = new Request(new URL(path, 'https://shop.example'), { ...init, signal: null });
    return ROUTES[`${request.method} ${new URL(request.url).pathname}`]!(request);
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('creates one account, onboards it, and shows the dashboard in the same session', async () => {
  onTestFinished(sandbox.install(window));
  const before = sandbox.accounts.length;
  render(
    <StrictMode>
      <QueryClientProvider client={new QueryClient()}>
        <ConnectProvider publishableKey="pk_test_1" endpoint="/api/stripe/session">
          <Money />
        </ConnectProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
  await waitFor(() => expect(stateOf('account-onboarding')).toBe('ready'));
  expect(sandbox.accounts).toHaveLength(before + 1);
  const { id } = sandbox.accounts.at(-1)!;
  expect(await stripe.accounts.retrieve(id)).toMatchObject({
    controller: { requirement_collection: 'stripe', stripe_dashboard: { type: 'none' } },
    country: 'GB',
    details_submitted: false,
  });

  // The user leaves too early, and then comes to the end.
  const [form] = sandbox.element('account-onboarding');
  act(() => form!.emit('exit'));
  await screen.findByText(/Something is still missing/);
  expect(stateOf('payments')).toBeUndefined();
  sandbox.accounts.at(-1)!.details_submitted = true;
  act(() => form!.emit('exit'));

  await waitFor(() => expect(stateOf('payments')).toBe('ready'));
  await waitFor(() => expect(stateOf('account-management')).toBe('ready'));
  const mints = sandbox.log.filter(({ type }) => type === 'mint');
  expect(mints).toMatchObject([{ account: id }]);
});

it('leads to Stripe’s page if the form cannot be loaded', async () => {
  const retry = vi.fn();
  const assign = vi.fn();
  vi.stubGlobal('location', { assign });
  const error = new EmbeddedError('script_blocked', 'Connect.js could not be loaded.');
  render(<AtStripe error={error} retry={retry} />);
  const alert = within(screen.getByRole('alert'));
  await userEvent.click(alert.getByRole('button', { name: 'Try again' }));
  expect(retry).toHaveBeenCalledTimes(1);
  await userEvent.click(alert.getByRole('button', { name: 'Continue on Stripe’s page' }));
  await waitFor(() =>
    expect(assign).toHaveBeenCalledWith(expect.stringMatching(/^https:\/\/connect\.stripe\.com\/setup\//)),
  );
});
