import type Stripe from 'stripe';
import type {
  SessionComponents,
  SessionEndpoint,
  SessionFetcher,
  SessionInfo,
  SessionRequest,
  SessionResponse,
} from 'stripe-embedded';
import { describe, expectTypeOf, it } from 'vitest';

describe('a fetcher', () => {
  it('can be wrapped: it answers with a session, and nothing else', () => {
    type Wrapped = (request: SessionRequest) => Promise<string | SessionResponse>;
    expectTypeOf<SessionFetcher>().toEqualTypeOf<Wrapped>();
    expectTypeOf<SessionFetcher>().toExtend<SessionEndpoint>();
  });

  it('written in place knows what it is asked for', () => {
    const endpoint = (async ({ account = 'acct_1' }) => account) satisfies SessionEndpoint;
    expectTypeOf(endpoint).parameter(0).toEqualTypeOf<SessionRequest>();
  });
});

describe('a session', () => {
  it('may be given on as the stripe SDK has it', () => {
    expectTypeOf<{
      clientSecret: string;
      components: Stripe.AccountSession.Components;
    }>().toExtend<SessionResponse>();
  });

  it('comes out with what it enables by name', () => {
    expectTypeOf<SessionInfo['components']>().toEqualTypeOf<SessionComponents | undefined>();
    expectTypeOf<SessionInfo>().not.toHaveProperty('clientSecret');
  });
});
