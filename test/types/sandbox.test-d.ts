import type Stripe from 'stripe';
import type { SessionFetcher, SessionResponse, SessionVerification } from 'stripe-embedded';
import type { Sandbox, SandboxSession } from 'stripe-embedded/sandbox';
import { describe, expectTypeOf, it } from 'vitest';

describe('the sandbox', () => {
  it('works directly as an endpoint', () => {
    expectTypeOf<Sandbox['endpoint']>().toExtend<SessionFetcher>();
  });

  it('can be asked directly, as a page asks', () => {
    const ask = ({ endpoint }: Sandbox, signal: AbortSignal) =>
      endpoint({ flow: 'connect', reason: 'initial', account: 'acct_1', components: ['payments'], signal });
    expectTypeOf(ask).returns.resolves.toExtend<SessionResponse | SessionVerification>();
  });

  it('enables components as the stripe SDK types them', () => {
    type Components = NonNullable<SandboxSession['components']>;
    type Sdk = Stripe.AccountSession.Components;
    expectTypeOf<Sdk['payments']['enabled']>().toEqualTypeOf<Components[string]['enabled']>();
    expectTypeOf<Sdk['payments']['features']['refund_management']>().toEqualTypeOf<boolean>();
  });

  it('has a clock the library can use', () => {
    expectTypeOf<Sandbox['clock']>().toExtend<{ now(): number }>();
  });
});
