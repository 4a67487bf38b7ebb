import Stripe from 'stripe';
import type { SessionHandlerOptions } from 'stripe-embedded/server';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { serverStage } from '../support/serverStage.js';

const without = (): never => {
  throw new Error('Neither apiKey nor config.authenticator provided');
};

describe('a Stripe client chosen for each caller', () => {
  it('is not requested before the first session, because a build has no key yet', async () => {
    const { stripe: client } = serverStage();
    const stripe = vi.fn(async () => client);
    const { ask } = serverStage({ stripe });
    expect(stripe).not.toHaveBeenCalled();
    expect((await ask({ flow: 'connect' })).status).toBe(200);
    expect(stripe).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ customer: 'cus_1' }));
  });

  it('mints for both flows and verifies', async () => {
    const { stripe: client, calls } = serverStage();
    const { ask } = serverStage({ stripe: () => client });
    const { json } = await ask({ flow: 'financial_connections' });
    expect((await ask({ flow: 'financial_connections', verify: json['id'] })).status).toBe(200);
    await ask({ flow: 'connect' });
    expect(calls.map(({ path }) => path)).toEqual([
      '/v1/financial_connections/sessions',
      `/v1/financial_connections/sessions/${json['id']}`,
      '/v1/account_sessions',
    ]);
  });

  it('follows the caller’s mode, together with its publishable key', async () => {
    const { sandbox, own } = serverStage();
    const clientOf = (key: string) =>
      new Stripe(key, { httpClient: Stripe.createFetchHttpClient(sandbox.fetch), maxNetworkRetries: 0 });
    const clients = { test: clientOf('sk_test_1'), live: clientOf('sk_live_1') };
    const caller = { account: own, mode: 'test' as keyof typeof clients };
    const { ask } = serverStage<typeof caller>({
      authorize: () => caller,
      stripe: ({ mode }) => clients[mode],
      publishableKey: ({ mode }) => `pk_${mode}_1`,
    });
    expect((await ask({ flow: 'connect' })).json).toMatchObject({
      livemode: false,
      publishable_key: 'pk_test_1',
    });
    caller.mode = 'live';
    expect((await ask({ flow: 'connect' })).json).toMatchObject({
      livemode: true,
      publishable_key: 'pk_live_1',
    });
  });

  it.each<[string, Partial<SessionHandlerOptions>, string]>([
    [
      'a client function that throws',
      { stripe: without },
      'Neither apiKey nor config.authenticator provided',
    ],
    [
      'a client function that returns nothing',
      { stripe: () => undefined as never },
      'needs `stripe`, a Stripe client',
    ],
    ['a secret key as the publishable key', { publishableKey: () => 'sk_test_1' }, 'needs `publishableKey`'],
  ])('%s is a server error: the log names the cause, the response does not', async (_, options, why) => {
    const { ask, onError } = serverStage(options);
    const { status, json, text } = await ask({ flow: 'connect' });
    expect(status).toBe(500);
    expect(json['error'].code).toBe('internal');
    expect(text).not.toMatch(/apiKey|sk_test/);
    expect(onError).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ cause: expect.objectContaining({ message: expect.stringContaining(why) }) }),
      expect.anything(),
    );
  });

  it('keeps no caller waiting longer than `timeout`', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { ask } = serverStage({ stripe: () => new Promise<never>(() => {}), timeout: 5_000 });
    const asked = ask({ flow: 'connect' });
    await vi.advanceTimersByTimeAsync(5_000);
    expect((await asked).status).toBe(504);
  });
});
