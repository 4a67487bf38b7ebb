import type { Sandbox } from 'stripe-embedded/sandbox';

type Choice = Parameters<Sandbox['host']['closeBankSession']>[0]['linked'][number];

/** An account as a user picks it in Stripe's modal. */
export const CHECKING: Choice = {
  institution: 'StripeBank',
  name: 'Checking',
  last4: '6789',
  category: 'cash',
  subcategory: 'checking',
};
