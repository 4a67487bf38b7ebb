import { act } from '@testing-library/react';
import type { SessionRequest } from 'stripe-embedded';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  intentSecret,
  isOfIntent,
  METHODS,
  modals,
  renderLinking,
  type Method,
} from '../support/bankStage.js';
import { stage } from '../support/stage.js';

afterEach(() => vi.restoreAllMocks());

const LINKED: Record<Method, object> = {
  collectAccounts: {
    type: 'linked',
    verified: false,
    accounts: [{ institution_name: 'StripeBank', last4: expect.stringMatching(/^\d{4}$/) }],
  },
  collectBankAccountToken: { type: 'token', token: { type: 'bank_account' } },
  collectBankAccountForPayment: { type: 'needs_confirmation', intent: { status: 'requires_confirmation' } },
  collectBankAccountForSetup: { type: 'needs_confirmation', intent: { status: 'requires_confirmation' } },
};

const press = async (text: string) => {
  const dialog = modals()[0]!.shadowRoot!;
  const buttons = [...dialog.querySelectorAll<HTMLElement>('button')];
  await act(async () => buttons.find((button) => button.textContent?.includes(text))!.click());
};

describe.each(METHODS)('%s', (method) => {
  it('links', async () => {
    const set = stage();
    const { start, seen, onLinked, onError } = renderLinking(set);
    const flow = await start(method);
    expect(seen.link).toMatchObject({ status: 'open', isOpen: true });
    set.sandbox.financialConnections.link();
    await set.tick();
    expect(flow.answer).toMatchObject(LINKED[method]);
    expect(seen.link).toMatchObject({ status: 'idle', isOpen: false, result: flow.answer, error: undefined });
    expect(onLinked).toHaveBeenCalledTimes(method === 'collectAccounts' ? 1 : 0);
    expect(onError).not.toHaveBeenCalled();
    expect(JSON.stringify(flow.answer)).not.toContain('_secret_');
  });

  it.each([
    ['consent', []],
    ['choosing a bank', ['Agree and continue']],
    ['signing in', ['Agree and continue', 'StripeBank']],
    ['choosing accounts', ['Agree and continue', 'StripeBank', 'Continue']],
    ['a bank that is down', ['Agree and continue', 'Down Bank']],
  ])('cancelled at %s resolves as cancelled', async (_, path) => {
    const set = stage();
    const { start, onCancel, onError } = renderLinking(set);
    const flow = await start(method);
    for (const step of path) await press(step);
    set.sandbox.financialConnections.cancel();
    await set.tick();
    expect(flow.answer).toEqual({ type: 'cancelled' });
    expect(onCancel).toHaveBeenCalledTimes(1);
    expect(onError).not.toHaveBeenCalled();
  });

  it.each([
    ['has expired', 'session_expired'],
    ['has already been used', 'secret_reused'],
  ])(
    'a secret that %s is replaced once, without the user noticing; the second time it is reported',
    async (words, code) => {
      const set = stage();
      const { start, onError } = renderLinking(set);
      const message = `This session ${words}.`;
      const flow = await start(method);
      set.sandbox.financialConnections.fail({ type: 'invalid_request_error', message });
      await set.tick();
      expect(flow.answer).toBeUndefined();
      expect(modals()).toHaveLength(1);
      set.sandbox.financialConnections.fail({ type: 'invalid_request_error', message });
      await set.tick();
      expect(flow.answer).toMatchObject({ type: 'failed', error: { code, retryable: true } });
      expect(onError).toHaveBeenCalledTimes(1);
    },
  );

  it('reports Stripe’s own error', async () => {
    const set = stage();
    const { start, seen } = renderLinking(set);
    const flow = await start(method);
    set.sandbox.financialConnections.fail({ type: 'api_error', message: 'The bank is down.' });
    await set.tick();
    expect(flow.answer).toMatchObject({ type: 'failed', error: { code: 'flow_failed', retryable: true } });
    expect(seen.link.error?.message).toContain('The bank is down.');
  });

  it('resolves as aborted when the user leaves the page, and touches nothing', async () => {
    const set = stage();
    const { start, unmount, onError, onCancel } = renderLinking(set);
    const flow = await start(method);
    unmount();
    await set.tick();
    expect(flow.answer).toMatchObject({ type: 'failed', error: { code: 'aborted' } });
    set.sandbox.financialConnections.cancel();
    await set.tick();
    expect(onError).not.toHaveBeenCalled();
    expect(onCancel).not.toHaveBeenCalled();
  });

  it('opens once when called twice, and answers both calls', async () => {
    const set = stage();
    const { start, seen } = renderLinking(set);
    const first = await start(method);
    const second = await start(method);
    const other = await start('collectAccounts');
    expect(modals()).toHaveLength(1);
    set.sandbox.financialConnections.link();
    await set.tick();
    expect(second.answer).toBe(first.answer);
    expect(other.answer).toBe(first.answer);
    expect(seen.link.status).toBe('idle');
  });

  it.each([
    [401, 'endpoint_unauthorized'],
    [403, 'endpoint_forbidden'],
    [404, 'endpoint_failed'],
    [500, 'endpoint_failed'],
  ])('fails if the endpoint answers %i', async (status, code) => {
    if (isOfIntent(method)) return;
    const set = stage();
    const fetch = vi.fn(async () => new Response('{}', { status }));
    const { start } = renderLinking(set, {}, { endpoint: { url: '/session', fetch, retry: 1 } });
    const flow = await start(method);
    expect(flow.answer).toMatchObject({ type: 'failed', error: { code, status } });
    expect(modals()).toHaveLength(0);
  });

  it('fails if the page’s own endpoint or secret throws', async () => {
    const set = stage();
    const broken = () => Promise.reject(new Error('no such thing'));
    const { start } = renderLinking(set, {}, { endpoint: broken });
    const flow = await start(method, isOfIntent(method) ? { clientSecret: broken } : undefined);
    expect(flow.answer).toMatchObject({ type: 'failed', error: { cause: { message: 'no such thing' } } });
  });
});

describe('the session', () => {
  it('is minted with the page’s options, and not before the click', async () => {
    const set = stage();
    const { start } = renderLinking(set, { params: { permissions: ['payment_method'] } });
    await set.tick();
    expect(set.log('mint')).toHaveLength(0);
    await start('collectAccounts');
    set.sandbox.financialConnections.link();
    await set.tick();
    expect(set.log('mint')).toHaveLength(1);
  });

  it('opens the modal in the same task as the click if it was prefetched', async () => {
    const set = stage();
    const collect = vi.fn(async () => ({ financialConnectionsSession: { id: 'fcsess_1', accounts: [] } }));
    const stripe = { collectFinancialConnectionsAccounts: collect } as never;
    const { seen } = renderLinking(set, { prefetch: 'mount' }, { stripe });
    await set.tick();
    expect(set.log('mint')).toHaveLength(1);
    let opened = 0;
    act(() => {
      void seen.link.collectAccounts();
      opened = collect.mock.calls.length;
    });
    expect(opened).toBe(1);
    await set.tick();
    expect(seen.link.result).toEqual({ type: 'cancelled' });
    expect(set.log('mint')).toHaveLength(1);
  });

  it('that was prefetched with other options is not used', async () => {
    const set = stage();
    const { start, seen } = renderLinking(set, { prefetch: 'mount' });
    await set.tick();
    await start('collectAccounts', { permissions: ['balances'] });
    expect(set.log('mint')).toHaveLength(2);
    set.sandbox.financialConnections.cancel();
    await set.tick();
    expect(seen.link.status).toBe('idle');
  });

  it('that was prefetched is used if a call passes only undefined options', async () => {
    const set = stage();
    const { start } = renderLinking(set, { prefetch: 'mount', params: { permissions: ['balances'] } });
    await set.tick();
    await start('collectAccounts', { returnUrl: undefined });
    expect(set.log('mint')).toHaveLength(1);
    set.sandbox.financialConnections.cancel();
    await set.tick();
  });

  it('that was prefetched is kept for five minutes, and not for another account', async () => {
    const set = stage();
    const [a, b] = set.sandbox.accounts;
    const { seen, rerender } = renderLinking(set, {}, { account: a!.id });
    const prefetch = () => act(() => seen.link.prefetchSession());
    await prefetch();
    await prefetch();
    expect(set.log('mint')).toHaveLength(1);
    await set.tick(5 * 60_000);
    await prefetch();
    expect(set.log('mint')).toHaveLength(1);
    await set.tick(1);
    await prefetch();
    expect(set.log('mint')).toHaveLength(2);
    rerender({ account: b!.id });
    await prefetch();
    expect(set.log('mint').map((entry) => (entry as { account?: string }).account)).toEqual([
      a!.id,
      a!.id,
      b!.id,
    ]);
  });

  it('uses the options of one call over the hook’s own, one by one', async () => {
    const set = stage();
    const asked: Array<SessionRequest['params']> = [];
    const endpoint = (request: SessionRequest) => {
      asked.push(request.params);
      return set.sandbox.endpoint(request);
    };
    const returnUrl = 'https://shop.example/back';
    const params = { returnUrl, limits: { accounts: 2 } };
    const { start } = renderLinking(set, { params }, { endpoint });
    for (const wishes of [{ limits: { accounts: 1 } }, { limits: undefined }, undefined]) {
      await start('collectAccounts', wishes);
      set.sandbox.financialConnections.cancel();
      await set.tick();
    }
    expect(asked).toEqual([{ returnUrl, limits: { accounts: 1 } }, params, params]);
  });

  it.each<[string, () => object]>([
    [
      'the click event of a React handler',
      () => ({ nativeEvent: new Event('click'), type: 'click', target: document.body }),
    ],
    ['the click event of a DOM handler', () => new MouseEvent('click')],
    [
      'the click event of a library’s handler',
      () => ({ type: 'press', pointerType: 'mouse', target: document.body }),
    ],
    ['the previous result that `useActionState` passes', () => ({ type: 'cancelled' })],
  ])('does not treat %s as options', async (_, handedOver) => {
    const set = stage();
    const requests: SessionRequest[] = [];
    const { start } = renderLinking(
      set,
      {},
      {
        endpoint: (request) => {
          requests.push(request);
          return set.sandbox.endpoint(request);
        },
      },
    );
    await start('collectAccounts', handedOver());
    expect(requests[0]!.params).toBeUndefined();
    set.sandbox.financialConnections.cancel();
    await set.tick();
  });

  it('provides the publishable key if the page has none', async () => {
    const set = stage();
    const { start } = renderLinking(
      set,
      {},
      {
        publishableKey: undefined,
        endpoint: async (request) => ({
          ...(await set.sandbox.endpoint(request)),
          publishableKey: 'pk_test_sandbox',
        }),
      },
    );
    const flow = await start('collectAccounts');
    set.sandbox.financialConnections.link();
    await set.tick();
    expect(flow.answer).toMatchObject({ type: 'linked' });
    expect(set.log('mint')).toHaveLength(1);
  });

  it.each([
    ['pk_live_1', 'key_mode_mismatch'],
    ['nonsense', 'invalid_key'],
  ])('is refused with the key %s', async (publishableKey, code) => {
    const set = stage();
    const { start } = renderLinking(set, {}, { publishableKey });
    expect((await start('collectAccounts')).answer).toMatchObject({ type: 'failed', error: { code } });
    expect(modals()).toHaveLength(0);
  });

  it('ends with the account: a flow that is open is aborted', async () => {
    const set = stage();
    const [a, b] = set.sandbox.accounts;
    const { start, rerender, seen, onError } = renderLinking(set, {}, { account: a!.id });
    const flow = await start('collectAccounts');
    rerender({ account: b!.id });
    await set.tick();
    expect(flow.answer).toMatchObject({ type: 'failed', error: { code: 'aborted' } });
    expect(seen.link).toMatchObject({ status: 'idle', result: undefined });
    // Stripe's modal can't be closed from outside: until the user closes it, another one is refused.
    expect((await start('collectAccounts')).answer).toMatchObject({ error: { code: 'flow_failed' } });
    expect(onError).toHaveBeenCalledTimes(1);
    set.sandbox.financialConnections.cancel();
    await set.tick();
    await start('collectAccounts');
    expect(seen.link.isOpen).toBe(true);
    set.sandbox.financialConnections.cancel();
    await set.tick();
  });
});

describe('verify', () => {
  it('returns the server’s accounts', async () => {
    const set = stage();
    const requests: SessionRequest[] = [];
    const endpoint = async (request: SessionRequest) => {
      requests.push(request);
      const answer = await set.sandbox.endpoint(request);
      if (!request.verify) return answer;
      const { data } = answer.accounts as { data: object[] };
      return {
        ...answer,
        accounts: data.map((account) => ({ ...account, display_name: 'As the server has it' })),
      };
    };
    const { start, seen } = renderLinking(set, { verify: true }, { endpoint: endpoint as never });
    const flow = await start('collectAccounts');
    set.sandbox.financialConnections.link();
    await set.tick();
    expect(flow.answer).toMatchObject({
      type: 'linked',
      verified: true,
      accounts: [{ display_name: 'As the server has it' }],
    });
    expect(requests.at(-1)).toMatchObject({ verify: expect.stringMatching(/^fcsess_/) });
    expect(seen.link.status).toBe('idle');
  });

  it.each([
    ['no account', { accounts: [] }, 'flow_failed'],
    ['another session', { id: 'fcsess_other' }, 'flow_failed'],
    ['nothing', { accounts: undefined }, 'endpoint_invalid_response'],
  ])('fails if the server returns %s', async (_, change, code) => {
    const set = stage();
    const { start, onLinked } = renderLinking(
      set,
      { verify: true },
      {
        endpoint: (async (request: SessionRequest) => ({
          ...(await set.sandbox.endpoint(request)),
          ...(request.verify && change),
        })) as never,
      },
    );
    const flow = await start('collectAccounts');
    set.sandbox.financialConnections.link();
    await set.tick();
    expect(flow.answer).toMatchObject({ type: 'failed', error: { code } });
    expect(onLinked).not.toHaveBeenCalled();
  });
});

describe('an intent', () => {
  it('whose secret is a string is not retried', async () => {
    const set = stage();
    const { start } = renderLinking(set);
    const clientSecret = await intentSecret(set, 'collectBankAccountForSetup');
    const flow = await start('collectBankAccountForSetup', { clientSecret });
    set.sandbox.financialConnections.fail({ message: 'It has expired.' });
    await set.tick();
    expect(flow.answer).toMatchObject({ type: 'failed', error: { code: 'session_expired' } });
  });

  it('never calls the endpoint', async () => {
    const set = stage();
    const { start } = renderLinking(set);
    await start('collectBankAccountForPayment');
    set.sandbox.financialConnections.link();
    await set.tick();
    expect(set.log('mint')).toHaveLength(0);
  });
});

it('the error for missing account numbers says what to do', async () => {
  const set = stage();
  const { start } = renderLinking(set);
  for (const [state, retryable] of [
    ['pending', true],
    ['unavailable', false],
  ] as const) {
    const flow = await start('collectAccounts');
    set.sandbox.financialConnections.fail({
      type: 'invalid_request_error',
      code: `financial_connections_account_${state}_account_numbers`,
    } as object);
    await set.tick();
    expect(flow.answer).toMatchObject({
      error: { code: 'flow_failed', retryable, message: expect.stringContaining('account') },
    });
  }
});
