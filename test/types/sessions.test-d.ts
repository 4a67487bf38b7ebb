import type Stripe from 'stripe';
import type {
  ConnectSessionProps,
  FinancialConnectionsParams,
  SessionComponents,
  SessionEndpoint,
  SessionFetcher,
  SessionInfo,
  SessionRequest,
  SessionResponse,
  UseAccountSessionOptions,
} from 'stripe-embedded';
import type { BankPolicy, ComponentPolicy } from 'stripe-embedded/server';
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

describe('a policy', () => {
  it('may be what a server had before, as the stripe SDK types it', () => {
    expectTypeOf<Stripe.AccountSessionCreateParams.Components>().toExtend<ComponentPolicy>();
  });
});

describe('what is asked for', () => {
  it('may be written `as const`', () => {
    const components = ['payments', 'payouts'] as const;
    const params = {
      permissions: ['balances', 'transactions'],
      prefetch: ['balances'],
      filters: { accountSubcategories: ['checking'] },
    } as const;
    const policy = {
      permissions: ['balances'],
      prefetch: ['balances'],
      filters: { countries: ['US'], account_subcategories: ['checking'] },
    } as const;
    expectTypeOf(components).toExtend<ConnectSessionProps['components']>();
    expectTypeOf(components).toExtend<UseAccountSessionOptions['components']>();
    expectTypeOf(params).toExtend<FinancialConnectionsParams>();
    expectTypeOf(policy).toExtend<BankPolicy>();
  });

  it('may not be misspelt there', () => {
    const misspelt = { permissions: ['balance'] } as const;
    expectTypeOf(misspelt).not.toExtend<FinancialConnectionsParams>();
    expectTypeOf(misspelt).not.toExtend<BankPolicy>();
  });
});
