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
  it('can be wrapped, because it returns only a session', () => {
    type Wrapped = (request: SessionRequest) => Promise<string | SessionResponse>;
    expectTypeOf<SessionFetcher>().toEqualTypeOf<Wrapped>();
    expectTypeOf<SessionFetcher>().toExtend<SessionEndpoint>();
  });

  it('written inline knows its request type', () => {
    const endpoint = (async ({ account = 'acct_1' }) => account) satisfies SessionEndpoint;
    expectTypeOf(endpoint).parameter(0).toEqualTypeOf<SessionRequest>();
  });
});

describe('a session', () => {
  it('can be passed on as the stripe SDK returns it', () => {
    expectTypeOf<{
      clientSecret: string;
      components: Stripe.AccountSession.Components;
    }>().toExtend<SessionResponse>();
  });

  it('lists its enabled components by name', () => {
    expectTypeOf<SessionInfo['components']>().toEqualTypeOf<SessionComponents | undefined>();
    expectTypeOf<SessionInfo>().not.toHaveProperty('clientSecret');
  });
});

describe('a policy', () => {
  it('can be the stripe SDK’s type that a server already uses', () => {
    expectTypeOf<Stripe.AccountSessionCreateParams.Components>().toExtend<ComponentPolicy>();
  });
});

describe('request options', () => {
  it('can be written `as const`', () => {
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

  it('cannot be misspelt when written `as const`', () => {
    const misspelt = { permissions: ['balance'] } as const;
    expectTypeOf(misspelt).not.toExtend<FinancialConnectionsParams>();
    expectTypeOf(misspelt).not.toExtend<BankPolicy>();
  });
});
