import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import {
  useFinancialConnections,
  useFinancialConnectionsSession,
  type SessionRequest,
} from 'stripe-embedded';
import { describe, expect, it, vi } from 'vitest';
import { bankPage, modals, renderLinking } from '../support/bankStage.js';
import { stage, type Stage } from '../support/stage.js';

const collects = (collect: (given: object) => Promise<object> = async () => ({})) => {
  const called = vi.fn(collect);
  return { collect: called, stripe: { collectFinancialConnectionsAccounts: called } as never };
};

const secretIn = (call: unknown[]) => (call[0] as { clientSecret: string }).clientSecret;

/** A page whose endpoint records its requests, and adds fields to the sandbox's responses. */
function recording(set: Stage, more: object = {}) {
  const requests: SessionRequest[] = [];
  const endpoint = async (request: SessionRequest) => {
    requests.push(request);
    return { ...(await set.sandbox.endpoint(request)), ...more };
  };
  return { requests, endpoint: endpoint as never };
}

describe('a prefetched session', () => {
  it('is used by the click, and the next click gets another', async () => {
    const set = stage();
    const { requests, endpoint } = recording(set);
    const { collect, stripe } = collects();
    const { start, seen } = renderLinking(set, {}, { stripe, endpoint });
    await act(() => seen.link.prefetchSession());
    expect(collect).not.toHaveBeenCalled();
    await start('collectAccounts');
    await start('collectAccounts');
    expect(requests.map(({ reason }) => reason)).toEqual(['initial', 'expired']);
    const secrets = collect.mock.calls.map(secretIn);
    expect(new Set(secrets).size).toBe(2);
  });

  it('opens the modal as soon as a Stripe.js that is still loading is ready', async () => {
    const set = stage();
    const { collect, stripe } = collects();
    const props = { stripe: Promise.resolve(stripe), publishableKey: 'pk_test_own' };
    const { start } = renderLinking(set, { prefetch: 'mount' }, props);
    await set.tick();
    expect((await start('collectAccounts')).answer).toEqual({ type: 'cancelled' });
    expect(collect).toHaveBeenCalledTimes(1);
    expect(set.log('mint')).toHaveLength(1);
  });

  it('goes to the page’s own Stripe, even if another is loaded for the same key', async () => {
    const set = stage();
    const others = renderLinking(set);
    await others.start('collectAccounts');
    set.sandbox.financialConnections.cancel();
    await set.tick();
    others.unmount();
    const { collect, stripe } = collects();
    const { start } = renderLinking(set, { prefetch: 'mount' }, { stripe: Promise.resolve(stripe) });
    await set.tick();
    expect((await start('collectAccounts')).answer).toEqual({ type: 'cancelled' });
    expect(collect).toHaveBeenCalledTimes(1);
  });

  it('is not fetched during a flow', async () => {
    const set = stage();
    const { start, seen } = renderLinking(set);
    await start('collectAccounts');
    await act(() => seen.link.prefetchSession());
    expect(set.log('mint')).toHaveLength(1);
    set.sandbox.financialConnections.cancel();
    await set.tick();
  });

  it('that fails is reported on the click, and not before', async () => {
    const set = stage();
    const { start, seen, onError } = renderLinking(
      set,
      {},
      { endpoint: () => Promise.reject(new Error('no')) },
    );
    await act(() => seen.link.prefetchSession());
    expect(seen.link).toMatchObject({ status: 'idle', error: undefined });
    expect(onError).not.toHaveBeenCalled();
    await start('collectAccounts');
    expect(onError).toHaveBeenCalledTimes(1);
  });

  it('is used for equal options in another object', async () => {
    const set = stage();
    const { requests, endpoint } = recording(set);
    const wishes = () => ({ permissions: ['balances' as const] });
    const { stripe } = collects();
    const { start, seen } = renderLinking(set, { params: wishes() }, { stripe, endpoint });
    await act(() => seen.link.prefetchSession());
    await start('collectAccounts', wishes());
    expect(requests.map(({ params }) => params)).toEqual([wishes()]);
    await start('collectAccounts', { permissions: ['ownership'] });
    expect(requests.at(-1)!.params).toEqual({ permissions: ['ownership'] });
  });

  it('is fetched at once for another account too', async () => {
    const set = stage({ accounts: [{ id: 'acct_1' }, { id: 'acct_2' }] });
    const { requests, endpoint } = recording(set);
    const { stripe } = collects();
    const { rerender } = renderLinking(set, { prefetch: 'mount' }, { stripe, endpoint, account: 'acct_1' });
    await set.tick();
    rerender({ account: 'acct_2' });
    await set.tick();
    expect(requests.map(({ account }) => account)).toEqual(['acct_1', 'acct_2']);
  });

  it('is never used for an intent, which has its own secret', async () => {
    const set = stage();
    const collect = vi.fn(async (_given: object) => ({ setupIntent: { status: 'requires_confirmation' } }));
    const stripe = { collectFinancialConnectionsAccounts: collect, collectBankAccountForSetup: collect };
    const { start, seen } = renderLinking(set, {}, { stripe: stripe as never });
    await act(() => seen.link.prefetchSession());
    await start('collectBankAccountForSetup', { clientSecret: 'seti_1_secret_1' });
    expect(secretIn(collect.mock.calls[0]!)).toBe('seti_1_secret_1');
  });

  it('is never used for an intent that a JavaScript caller has left out', async () => {
    const { seen } = renderLinking(stage());
    await act(() => seen.link.prefetchSession());
    const forgotten = seen.link.collectBankAccountForSetup as () => Promise<unknown>;
    expect(await act(() => forgotten())).toMatchObject({ type: 'failed', error: { code: 'flow_failed' } });
    expect(modals()).toHaveLength(0);
  });
});

describe('the publishable key', () => {
  it('must be of the session’s own mode', async () => {
    const set = stage();
    const { endpoint } = recording(set, { livemode: true });
    const { start } = renderLinking(set, {}, { endpoint });
    const flow = await start('collectAccounts');
    expect(flow.answer).toMatchObject({ error: { code: 'key_mode_mismatch' } });
    expect(modals()).toHaveLength(0);
  });

  it('is the page’s, even if the session has another', async () => {
    const set = stage();
    const { endpoint } = recording(set, { publishableKey: 'pk_live_1' });
    const { start } = renderLinking(set, {}, { endpoint });
    await start('collectAccounts');
    expect(modals()).toHaveLength(1);
    set.sandbox.financialConnections.cancel();
    await set.tick();
  });

  it('that is missing is reported before anything is loaded', async () => {
    const set = stage();
    const { requests, endpoint } = recording(set);
    const { start } = renderLinking(set, {}, { endpoint, publishableKey: undefined });
    const missed = { error: { code: 'invalid_key' } };
    expect((await start('collectAccounts')).answer).toMatchObject(missed);
    expect(modals()).toHaveLength(0);
    // The endpoint may return one by the next click.
    expect((await start('collectAccounts')).answer).toMatchObject(missed);
    expect(requests.map(({ reason }) => reason)).toEqual(['initial', 'retry']);
  });
});

describe('the current flow', () => {
  it('on a page gives its result to another hook too, which may start once it has ended', async () => {
    const set = stage();
    const first = renderLinking(set);
    const second = renderLinking(set);
    const one = await first.start('collectAccounts');
    const two = await second.start('collectAccounts');
    expect(modals()).toHaveLength(1);
    expect(second.seen.link.status).toBe('idle');
    set.sandbox.financialConnections.link();
    await set.tick();
    expect(two.answer).toBe(one.answer);
    expect(second.onLinked).not.toHaveBeenCalled();
    await second.start('collectAccounts');
    expect(second.seen.link.status).toBe('open');
    set.sandbox.financialConnections.cancel();
    await set.tick();
  });

  it('that is requested again, by any method, returns the first promise', async () => {
    const set = stage();
    const { seen } = renderLinking(set);
    let first: unknown;
    act(() => void (first = seen.link.collectAccounts()));
    expect(seen.link.collectAccounts({ permissions: ['balances'] })).toBe(first);
    await set.tick();
    expect(seen.link.collectBankAccountToken()).toBe(first);
    expect(
      seen.link.collectBankAccountForSetup({ clientSecret: 'seti_1_secret_1', params: {} as never }),
    ).toBe(first);
    set.sandbox.financialConnections.cancel();
    await set.tick();
    expect(await first).toEqual({ type: 'cancelled' });
  });

  it('that is left before the modal was requested makes room at once', async () => {
    const set = stage();
    const gone = renderLinking(set, {}, { endpoint: () => new Promise(() => {}) });
    const flow = await gone.start('collectAccounts');
    gone.unmount();
    await set.tick();
    expect(flow.answer).toMatchObject({ type: 'failed', error: { code: 'aborted' } });
    const next = renderLinking(set);
    await next.start('collectAccounts');
    expect(next.seen.link.status).toBe('open');
    set.sandbox.financialConnections.cancel();
    await set.tick();
  });

  it('that is left while Stripe.js is loading opens nothing later, and blocks no other flow', async () => {
    const set = stage();
    const { collect, stripe } = collects();
    let arrive!: (stripe: never) => void;
    const coming = new Promise<never>((resolve) => (arrive = resolve));
    const gone = renderLinking(set, {}, { stripe: coming });
    const flow = await gone.start('collectAccounts');
    gone.unmount();
    await set.tick();
    expect(flow.answer).toMatchObject({ error: { code: 'aborted' } });
    const next = renderLinking(set);
    await next.start('collectAccounts');
    expect(next.seen.link.status).toBe('open');
    arrive(stripe);
    await set.tick();
    expect(collect).not.toHaveBeenCalled();
    // The open flow is still the current one.
    await next.start('collectAccounts');
    expect(modals()).toHaveLength(1);
    set.sandbox.financialConnections.cancel();
    await set.tick();
  });

  it('that has its Stripe leaves no timer', async () => {
    const set = stage();
    const started = vi.spyOn(set.sandbox.clock, 'setTimeout');
    const ended = vi.spyOn(set.sandbox.clock, 'clearTimeout');
    const { start } = renderLinking(set, {}, { stripe: collects().stripe, loadTimeout: 7_000 });
    await start('collectAccounts');
    const timers = started.mock.results.filter((_, at) => started.mock.calls[at]![1] === 7_000);
    expect(timers).toHaveLength(1);
    expect(ended).toHaveBeenCalledWith(timers[0]!.value);
  });

  it('that is left while the modal is open blocks the next one, with an error that says why', async () => {
    const set = stage();
    const gone = renderLinking(set);
    await gone.start('collectAccounts');
    gone.unmount();
    await set.tick();
    const next = renderLinking(set);
    const refused = await next.start('collectAccounts');
    expect(refused.answer).toMatchObject({
      error: { code: 'flow_failed', message: expect.stringContaining('is still open. Close it first.') },
    });
    expect(next.seen.link).toMatchObject({ status: 'idle', result: refused.answer });
    expect(next.onError).toHaveBeenCalledTimes(1);
    set.sandbox.financialConnections.cancel();
    await set.tick();
    await next.start('collectAccounts');
    expect(next.seen.link.status).toBe('open');
    set.sandbox.financialConnections.cancel();
    await set.tick();
  });

  it('that is left during verification calls no handler', async () => {
    const set = stage();
    const endpoint = (request: SessionRequest) =>
      request.verify ? new Promise<never>(() => {}) : set.sandbox.endpoint(request);
    const { start, unmount, onLinked, onError } = renderLinking(set, { verify: true }, { endpoint });
    const flow = await start('collectAccounts');
    set.sandbox.financialConnections.link();
    await set.tick();
    unmount();
    await set.tick();
    expect(flow.answer).toMatchObject({ error: { code: 'aborted' } });
    expect([onLinked, onError].some((handler) => handler.mock.calls.length)).toBe(false);
  });
});

describe('the hook', () => {
  const wrapper =
    (set: Stage, props: object = {}) =>
    ({ children }: { children?: ReactNode }) =>
      bankPage(set, children, props);

  it('returns the same functions while nothing changes, and new ones when something has', async () => {
    const set = stage();
    const { stripe } = collects();
    const { result, rerender } = renderHook(() => useFinancialConnections(), {
      wrapper: wrapper(set, { stripe }),
    });
    const before = result.current;
    rerender();
    expect(result.current).toBe(before);
    await act(() => result.current.collectAccounts());
    expect(result.current).not.toBe(before);
    // An effect that depends on one of them doesn't run again because a flow has ended.
    const { status: _status, result: _result, error: _error, isOpen: _isOpen, ...functions } = before;
    expect(result.current).toMatchObject(functions);
    expect(result.current.result).toEqual({ type: 'cancelled' });
  });

  it('calls the handlers that it has when the flow ends', async () => {
    const set = stage();
    let end!: (answer: object) => void;
    const { stripe } = collects(() => new Promise((resolve) => (end = resolve)));
    const early = vi.fn();
    const late = vi.fn();
    const { result, rerender } = renderHook(({ onCancel }) => useFinancialConnections({ onCancel }), {
      wrapper: wrapper(set, { stripe }),
      initialProps: { onCancel: early },
    });
    act(() => void result.current.collectAccounts());
    await set.tick();
    rerender({ onCancel: late });
    end({});
    await set.tick();
    expect(early).not.toHaveBeenCalled();
    expect(late).toHaveBeenCalledTimes(1);
  });

  it.each([['account'], ['stripeAccount'], ['locale'], ['publishableKey']])(
    'resets for another %s',
    async (name) => {
      const set = stage();
      const { stripe } = collects();
      const { start, rerender, seen } = renderLinking(set, {}, { stripe });
      await start('collectAccounts');
      expect(seen.link.result).toBeDefined();
      rerender({ [name]: name === 'publishableKey' ? 'pk_test_other' : 'fr' });
      await set.tick();
      expect(seen.link.result).toBeUndefined();
    },
  );

  it('resets for another endpoint address, and not for another function', async () => {
    const set = stage();
    const { stripe } = collects();
    const fetch = async () => new Response(JSON.stringify({ client_secret: 'fcsess_1_secret_1' }));
    const { start, rerender, seen } = renderLinking(set, {}, { stripe, endpoint: { url: '/one', fetch } });
    await start('collectAccounts');
    rerender({ endpoint: { url: '/one', fetch } });
    await set.tick();
    expect(seen.link.result).toEqual({ type: 'cancelled' });
    rerender({ endpoint: { url: '/two', fetch } });
    await set.tick();
    expect(seen.link.result).toBeUndefined();
  });

  it('for sessions only sends the page’s options', async () => {
    const set = stage();
    const { requests, endpoint } = recording(set);
    const params = { permissions: ['balances' as const] };
    const { result } = renderHook(() => useFinancialConnectionsSession({ endpoint, params }));
    await act(() => result.current.fetchClientSecret());
    expect(requests[0]).toMatchObject({ flow: 'financial_connections', params });
  });
});

describe('the provider', () => {
  it('waits twenty seconds for Stripe.js', async () => {
    const set = stage();
    const { start } = renderLinking(set, {}, { stripe: new Promise<null>(() => {}) });
    const flow = await start('collectAccounts');
    await set.tick(19_999);
    expect(flow.answer).toBeUndefined();
    await set.tick(1);
    expect(flow.answer).toMatchObject({ error: { code: 'script_timeout' } });
  });
});
