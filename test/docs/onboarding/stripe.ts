import Stripe from 'stripe';
import { createSandbox } from 'stripe-embedded/sandbox';

export const sandbox = createSandbox();

export const stripe = new Stripe('sk_test_1', {
  httpClient: Stripe.createFetchHttpClient(sandbox.fetch),
  telemetry: false,
});
