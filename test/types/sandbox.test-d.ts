import type Stripe from 'stripe';
import type { SessionFetcher } from 'stripe-embedded';
import type { Sandbox, SandboxSession } from 'stripe-embedded/sandbox';
import { describe, expectTypeOf, it } from 'vitest';

describe('the sandbox', () => {
  it('is an endpoint as it stands', () => {
    expectTypeOf<Sandbox['endpoint']>().toExtend<SessionFetcher>();
  });

  it('enables components as the stripe SDK types them', () => {
    type Components = NonNullable<SandboxSession['components']>;
    type Sdk = Stripe.AccountSession.Components;
    expectTypeOf<Sdk['payments']['enabled']>().toEqualTypeOf<Components[string]['enabled']>();
    expectTypeOf<Sdk['payments']['features']['refund_management']>().toEqualTypeOf<boolean>();
  });

  it('moves the library’s clock too', () => {
    expectTypeOf<Sandbox['clock']>().toExtend<{ now(): number }>();
  });
});
