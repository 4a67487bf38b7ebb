import { MutationCache, QueryClient } from '@tanstack/react-query';
import { act } from '@testing-library/react';
import { ConnectPayments, sessionKey, type EmbeddedError } from 'stripe-embedded';
import { describe, expect, it, vi } from 'vitest';
import { byCookie, TWO } from '../support/endpoints.js';
import { renderConnect, stage, stateOf } from '../support/stage.js';

describe('the app’s Query client', () => {
  it('refetches the current session, not that of the first user', async () => {
    const set = stage({ ...TWO, sessionTtl: 60 });
    const client = new QueryClient();
    const { signedIn, endpoint } = byCookie(set);
    renderConnect(set, <ConnectPayments />, { queryClient: client, endpoint });
    await set.tick();
    signedIn.account = 'acct_B';
    await set.tick(60_000);
    const known = () => client.getQueryData(sessionKey('connect'));
    const newest = known();
    expect(newest).toMatchObject({ account: 'acct_B' });
    await act(() => client.refetchQueries());
    expect(known()).toEqual(newest);
  });

  it('finds the session with its own hash function', async () => {
    const set = stage();
    const queryKeyHashFn = (key: unknown) => `app:${JSON.stringify(key)}`;
    const client = new QueryClient({ defaultOptions: { queries: { queryKeyHashFn } } });
    renderConnect(set, <ConnectPayments />, { queryClient: client });
    await set.tick();
    expect(client.getQueryData(sessionKey('connect'))).toBeDefined();
  });

  it('does not affect a mint if a listener throws', async () => {
    const set = stage();
    const client = new QueryClient();
    client.getMutationCache().subscribe(() => {
      throw new Error('a bug of the app');
    });
    renderConnect(set, <ConnectPayments />, { queryClient: client });
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
  });

  it('does not show an aborted mint as a failure', async () => {
    const set = stage(TWO);
    const toast = vi.fn();
    const onError = (error: Error) => toast((error as EmbeddedError).code);
    const client = new QueryClient({ mutationCache: new MutationCache({ onError }) });
    const { rerender } = renderConnect(set, <ConnectPayments />, {
      queryClient: client,
      account: 'acct_A',
      endpoint: (request) =>
        request.account === 'acct_A' ? new Promise<string>(() => {}) : set.sandbox.endpoint(request),
    });
    await set.tick();
    rerender({ account: 'acct_B' });
    await set.tick(10);
    expect(stateOf('payments')).toBe('ready');
    expect(toast.mock.calls).toEqual([]);
  });
});
