import { act } from '@testing-library/react';
import type { SessionRequest, UseFinancialConnectionsOptions } from 'stripe-embedded';
import { describe, expect, it, vi } from 'vitest';
import { renderLinking, type Method } from '../support/bankStage.js';
import { stage } from '../support/stage.js';

const STRIPE_METHOD: Record<Method, string> = {
  collectAccounts: 'collectFinancialConnectionsAccounts',
  collectBankAccountToken: 'collectBankAccountToken',
  collectBankAccountForPayment: 'collectBankAccountForPayment',
  collectBankAccountForSetup: 'collectBankAccountForSetup',
};

const ACCOUNT = { id: 'fca_1', institution_name: 'StripeBank', last4: '6789', status: 'active' };
const SESSION = { id: 'fcsess_1', client_secret: 'fcsess_1_secret_1', livemode: false, accounts: [ACCOUNT] };

type Props = Parameters<typeof renderLinking>[2];

/** A page whose Stripe.js returns these responses, one after another. */
function linking(answers: unknown[], options: UseFinancialConnectionsOptions = {}, props: Props = {}) {
  const set = stage();
  const collect = vi.fn(
    async (_given: object) => answers[Math.min(collect.mock.calls.length, answers.length) - 1],
  );
  const stripe = Object.fromEntries(Object.values(STRIPE_METHOD).map((name) => [name, collect]));
  const page = renderLinking(set, options, { stripe: stripe as never, ...props });
  return { set, collect, ...page };
}

const answerTo = async (method: Method, answer: unknown) => (await linking([answer]).start(method)).answer;

describe('a response of Stripe’s', () => {
  it.each<[string, Method, unknown, unknown]>([
    ['no session', 'collectAccounts', {}, { type: 'cancelled' }],
    [
      'a session without accounts',
      'collectAccounts',
      { financialConnectionsSession: { ...SESSION, accounts: [] } },
      { type: 'cancelled' },
    ],
    [
      'accounts',
      'collectAccounts',
      { financialConnectionsSession: SESSION },
      {
        type: 'linked',
        verified: false,
        accounts: [ACCOUNT],
        session: { id: 'fcsess_1', livemode: false, accounts: [ACCOUNT] },
      },
    ],
    [
      'accounts without the token that was requested',
      'collectBankAccountToken',
      { financialConnectionsSession: SESSION },
      { type: 'cancelled' },
    ],
    [
      'a token',
      'collectBankAccountToken',
      { financialConnectionsSession: SESSION, token: { id: 'btok_1' } },
      {
        type: 'token',
        token: { id: 'btok_1' },
        session: { id: 'fcsess_1', livemode: false, accounts: [ACCOUNT] },
      },
    ],
    [
      'a payment without an account',
      'collectBankAccountForPayment',
      { paymentIntent: { status: 'requires_payment_method' } },
      { type: 'cancelled' },
    ],
    [
      'a payment with an account',
      'collectBankAccountForPayment',
      { paymentIntent: { status: 'requires_confirmation', client_secret: 'pi_1_secret_1' } },
      { type: 'needs_confirmation', intent: { status: 'requires_confirmation' } },
    ],
    [
      'a setup with an account',
      'collectBankAccountForSetup',
      { setupIntent: { status: 'requires_confirmation', client_secret: 'seti_1_secret_1' } },
      { type: 'needs_confirmation', intent: { status: 'requires_confirmation' } },
    ],
  ])('becomes a result: %s', async (_, method, answer, result) => {
    expect(await answerTo(method, answer)).toEqual(result);
  });

  it.each<[object, string, boolean, string]>([
    [{ type: 'api_error', message: 'Down.' }, 'flow_failed', true, '(api_error): Down.'],
    [{ type: 'api_connection_error', message: 'Down.' }, 'flow_failed', true, 'api_connection_error'],
    [{ type: 'rate_limit_error', message: 'Slow.' }, 'flow_failed', true, 'rate_limit_error'],
    [{ type: 'api_error', code: 'bank_down', message: 'Down.' }, 'flow_failed', true, '(bank_down): Down.'],
    [{ type: 'invalid_request_error', message: 'No.' }, 'flow_failed', false, 'invalid_request_error'],
    [{ type: 'not_an_api_error' }, 'flow_failed', false, 'not_an_api_error'],
    [{ type: 'api_error_of_another_kind' }, 'flow_failed', false, 'api_error_of_another_kind'],
    [
      { type: 'x', code: 'y', message: 'No.' },
      'flow_failed',
      false,
      'Stripe could not link the bank account (y): No.',
    ],
    [{}, 'flow_failed', false, '(error): '],
    [
      { type: 'invalid_request_error', code: 'financial_connections_account_pending_account_numbers' },
      'flow_failed',
      true,
      'has not provided the account numbers yet, which can take some minutes. Try again later',
    ],
    [
      { type: 'api_error', code: 'financial_connections_account_unavailable_account_numbers' },
      'flow_failed',
      false,
      'Ask the user to link another one',
    ],
  ])('becomes the error for %j', async (error, code, retryable, words) => {
    const result = await answerTo('collectAccounts', { error });
    expect(result).toMatchObject({
      type: 'failed',
      error: { code, retryable, message: expect.stringContaining(words) },
    });
  });

  it('puts Stripe’s own type and code in the cause of the error, and no secret', async () => {
    const error = { type: 'invalid_request_error', code: 'payment_intent_unexpected_state', message: 'No.' };
    expect(await answerTo('collectBankAccountForPayment', { error })).toMatchObject({
      error: { code: 'flow_failed', cause: error },
    });
    const telling = { ...error, message: 'Not pi_1_secret_2.' };
    expect(await answerTo('collectBankAccountForPayment', { error: telling })).toMatchObject({
      error: { cause: { ...error, message: 'Not [redacted].' } },
    });
  });

  it('with an empty error is reported as one that gives no reason', async () => {
    expect(await answerTo('collectAccounts', { error: { type: 'api_error' } })).toMatchObject({
      error: { message: expect.stringMatching(/\(api_error\): Stripe gave no reason$/) },
    });
  });

  it('that throws is reported in its own words', async () => {
    const set = stage();
    const stripe = (thrown: unknown) =>
      ({ collectFinancialConnectionsAccounts: () => Promise.reject(thrown) }) as never;
    for (const [thrown, words] of [
      [new Error('a bug of Stripe’s'), 'a bug of Stripe’s'],
      ['just words', 'just words'],
      [undefined, 'undefined'],
    ] as const) {
      const { start, unmount } = renderLinking(set, {}, { stripe: stripe(thrown) });
      expect((await start('collectAccounts')).answer).toMatchObject({
        error: { code: 'flow_failed', message: `[stripe-embedded] ${words}` },
      });
      unmount();
      await set.tick();
    }
  });
});

describe('Stripe is called', () => {
  it('as a method of its object, with a fresh secret', async () => {
    const set = stage();
    const stripe = {
      seen: [] as unknown[],
      async collectFinancialConnectionsAccounts(given: object) {
        this.seen.push(given);
        return {};
      },
    };
    const { start } = renderLinking(set, {}, { stripe: stripe as never });
    await start('collectAccounts');
    await start('collectAccounts');
    expect(stripe.seen).toEqual([
      { clientSecret: expect.stringMatching(/^fcsess_/) },
      { clientSecret: expect.stringMatching(/^fcsess_/) },
    ]);
    expect(stripe.seen[0]).not.toEqual(stripe.seen[1]);
  });

  it('with the intent’s own secret and parameters, whether the secret is a string or a function', async () => {
    const { start, collect, set } = linking([{ paymentIntent: { status: 'requires_confirmation' } }]);
    const params = { payment_method_type: 'us_bank_account' };
    await start('collectBankAccountForPayment', { clientSecret: 'pi_1_secret_1', params });
    await start('collectBankAccountForPayment', { clientSecret: () => 'pi_2_secret_2', params });
    expect(collect.mock.calls.map(([given]) => given)).toEqual([
      { clientSecret: 'pi_1_secret_1', params },
      { clientSecret: 'pi_2_secret_2', params },
    ]);
    expect(set.log('mint')).toHaveLength(0);
  });

  it.each<[string, unknown]>([
    ['is left out', undefined],
    ['is empty', ''],
    ['resolves to undefined', async () => undefined],
  ])(
    'neither without a secret nor with the endpoint’s if the intent’s own secret %s',
    async (_, clientSecret) => {
      const { start, collect, set } = linking([{ paymentIntent: { status: 'requires_confirmation' } }]);
      const flow = await start('collectBankAccountForPayment', { clientSecret });
      expect(flow.answer).toMatchObject({ type: 'failed', error: { code: 'flow_failed' } });
      expect(collect).not.toHaveBeenCalled();
      expect(set.log('mint')).toHaveLength(0);
    },
  );

  it.each([undefined, null])('not at all without options, which JavaScript may omit: %s', async (none) => {
    const { seen, collect } = linking([{}]);
    const link = seen.link.collectBankAccountForPayment as (options: unknown) => Promise<unknown>;
    expect(await act(() => link(none))).toMatchObject({
      type: 'failed',
      error: { code: 'flow_failed', message: expect.stringContaining('has no `clientSecret`') },
    });
    expect(collect).not.toHaveBeenCalled();
  });

  it('again with another secret if the first was spent, and never a third time', async () => {
    const spent = { error: { message: 'It has already been used.' } };
    const clientSecret = vi.fn(async () => `seti_${clientSecret.mock.calls.length}_secret_1`);
    const { start, collect } = linking([spent]);
    const { answer } = await start('collectBankAccountForSetup', { clientSecret });
    expect(collect).toHaveBeenCalledTimes(2);
    expect(clientSecret).toHaveBeenCalledTimes(2);
    expect(answer).toMatchObject({ error: { code: 'secret_reused', retryable: true } });
    expect((answer as { error: Error }).error.message).toContain("an intent's `clientSecret`, returned");
    const expired = linking([{ error: { type: 'invalid_request_error', message: 'It has expired.' } }]);
    const told = await expired.start('collectAccounts');
    expect((told.answer as { error: Error }).error.message).toContain(
      'the session of bank linking (invalid_request_error): It has expired.',
    );
  });

  it('with the secret that the endpoint repeats if the window was closed before', async () => {
    const { start, collect } = linking([{}], {}, { endpoint: async () => 'fcsess_1_secret_1' });
    for (let time = 0; time < 2; time++)
      expect((await start('collectAccounts')).answer).toEqual({ type: 'cancelled' });
    const given = { clientSecret: 'fcsess_1_secret_1' };
    expect(collect.mock.calls).toEqual([[given], [given]]);
  });

  it('not at all if an intent’s secret never arrives', async () => {
    const { start, collect, set } = linking([{}]);
    const flow = await start('collectBankAccountForSetup', { clientSecret: () => new Promise(() => {}) });
    await set.tick(14_999);
    expect(flow.answer).toBeUndefined();
    await set.tick(1);
    expect(flow.answer).toMatchObject({ error: { code: 'endpoint_timeout' } });
    expect(collect).not.toHaveBeenCalled();
  });

  it('once the page’s own promise for it has resolved', async () => {
    const set = stage();
    const collect = vi.fn(async () => ({}));
    const stripe = Promise.resolve({ collectFinancialConnectionsAccounts: collect } as never);
    const { start } = renderLinking(set, {}, { stripe });
    expect((await start('collectAccounts')).answer).toEqual({ type: 'cancelled' });
    expect(collect).toHaveBeenCalledTimes(1);
  });

  it.each<[string, () => Promise<null>]>([
    ['resolves to null', () => Promise.resolve(null)],
    ['is rejected, as by an ad blocker', () => Promise.reject(new Error('Failed to load Stripe.js'))],
  ])('not at all if the page’s own promise %s', async (_, load) => {
    const { start } = linking([{}], {}, { stripe: load() });
    expect((await start('collectAccounts')).answer).toMatchObject({
      error: {
        code: 'script_blocked',
        retryable: true,
        message: expect.stringContaining('Stripe.js (https://js.stripe.com) did not load'),
      },
    });
  });

  it('not at all if the page’s own promise never settles', async () => {
    const never = linking([{}], {}, { stripe: new Promise<null>(() => {}), loadTimeout: 3_000 });
    const flow = await never.start('collectAccounts');
    await never.set.tick(2_999);
    expect(flow.answer).toBeUndefined();
    await never.set.tick(1);
    expect(flow.answer).toMatchObject({
      error: {
        code: 'script_timeout',
        retryable: true,
        message: expect.stringContaining('Stripe.js (https://js.stripe.com) did not load within 3000 ms'),
      },
    });
  });

  it('without any key if the page passes its own Stripe', async () => {
    const { start } = linking([{ financialConnectionsSession: SESSION }], {}, { publishableKey: undefined });
    expect((await start('collectAccounts')).answer).toMatchObject({ type: 'linked' });
  });
});

describe('the page is told', () => {
  it('that a user cancelled, which is not an error', async () => {
    const { start, onCancel, onLinked, onError, seen } = linking([{}]);
    await start('collectAccounts');
    expect([onCancel, onLinked, onError].map((handler) => handler.mock.calls.length)).toEqual([1, 0, 0]);
    expect(seen.link).toMatchObject({ status: 'idle', result: { type: 'cancelled' }, error: undefined });
  });

  it('that accounts were linked, and nothing else', async () => {
    const { start, onCancel, onLinked, onError } = linking([{ financialConnectionsSession: SESSION }]);
    await start('collectAccounts');
    expect([onLinked, onCancel, onError].map((handler) => handler.mock.calls.length)).toEqual([1, 0, 0]);
  });

  it('of each failure once, in the hook and in the provider', async () => {
    const told = vi.fn();
    const { start, onError, seen } = linking([{ error: { message: 'No.' } }], {}, { onError: told });
    await start('collectAccounts');
    expect(onError).toHaveBeenCalledTimes(1);
    expect(told.mock.calls).toEqual(onError.mock.calls);
    expect(seen.link.error).toBe(onError.mock.calls[0]![0]);
  });

  it('nothing of the last flow while the next one runs, and reset changes nothing then', async () => {
    const set = stage();
    let end!: (answer: object) => void;
    const collect = vi.fn(() => new Promise((resolve) => (end = resolve)));
    const stripe = { collectFinancialConnectionsAccounts: collect } as never;
    const { start, seen } = renderLinking(set, {}, { stripe });
    await start('collectAccounts');
    await act(async () => end({ error: { message: 'No.' } }));
    expect(seen.link.error).toBeDefined();
    await start('collectAccounts');
    expect(seen.link).toMatchObject({ status: 'open', result: undefined, error: undefined });
    act(() => seen.link.reset());
    expect(seen.link.status).toBe('open');
    await act(async () => end({}));
    expect(seen.link.status).toBe('idle');
  });

  it('how far the flow has come', async () => {
    const set = stage();
    const next: Array<(value?: unknown) => void> = [];
    const waiting = () => new Promise((resolve) => next.push(resolve));
    const endpoint = async (request: SessionRequest) => {
      await waiting();
      return request.verify
        ? { client_secret: 'x', id: 'fcsess_1', accounts: [ACCOUNT] }
        : set.sandbox.endpoint(request);
    };
    const stripe = { collectFinancialConnectionsAccounts: waiting } as never;
    const { start, seen } = renderLinking(set, { verify: true }, { stripe, endpoint: endpoint as never });
    const states = [seen.link.status];
    const flow = await start('collectAccounts');
    for (const value of [undefined, { financialConnectionsSession: SESSION }, undefined]) {
      states.push(seen.link.status);
      next.pop()!(value);
      await set.tick();
    }
    states.push(seen.link.status);
    expect(states).toEqual(['idle', 'preparing', 'open', 'verifying', 'idle']);
    expect(flow.answer).toMatchObject({ type: 'linked', verified: true });
  });

  it('that another secret is being fetched if the first was spent', async () => {
    const set = stage();
    const clientSecret = vi.fn(() => new Promise<string>(() => {})).mockResolvedValueOnce('seti_1_secret_1');
    const collect = async () => ({ error: { message: 'It has expired.' } });
    const stripe = { collectBankAccountForSetup: collect } as never;
    const { start, seen } = renderLinking(set, {}, { stripe });
    await start('collectBankAccountForSetup', { clientSecret });
    expect(clientSecret).toHaveBeenCalledTimes(2);
    expect(seen.link.status).toBe('preparing');
  });
});
