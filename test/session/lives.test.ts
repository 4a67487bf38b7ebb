import { QueryClient, onlineManager } from '@tanstack/react-query';
import { createManualClock } from 'stripe-embedded/sandbox';
import { mintKey, sessionKey, type SessionRequest } from 'stripe-embedded';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { fault } from '../../src/session/errors.js';
import { createFlowSessions, type FlowSessionsOptions } from '../../src/session/flowSessions.js';
import { showMint } from '../../src/session/queryBridge.js';
import { createSecret } from '../../src/session/secret.js';
import { turns } from '../support/turns.js';

/** The sessions of one page, with an endpoint that answers on demand. */
function life(more: Partial<FlowSessionsOptions> = {}, wishes: object = {}) {
  const clock = createManualClock();
  const requests: SessionRequest[] = [];
  const pending: Array<{ answer: (life?: number) => void; fail: (error: Error) => void }> = [];
  const onRequest = vi.fn();
  const endpoint = (request: SessionRequest) =>
    new Promise<object>((resolve, reject) => {
      const nth = requests.push(request);
      pending.push({
        answer: (seconds = 1_800) =>
          resolve({ client_secret: `accs_secret__${nth}`, expires_at: clock.now() / 1000 + seconds }),
        fail: reject,
      });
    });
  const sessions = createFlowSessions({
    flow: 'connect',
    clock,
    settings: () => ({ endpoint: endpoint as never, ...wishes }),
    onRequest,
    ...more,
  });
  const answer = async (seconds?: number) => {
    pending.at(-1)!.answer(seconds);
    await turns();
  };
  const states: string[] = [];
  sessions.subscribe(() => states.push(sessions.getSnapshot().status));
  return { clock, sessions, requests, pending, answer, states, onRequest };
}

describe('the sessions of a page', () => {
  it('are requested with a reason', async () => {
    const { sessions, requests, pending, answer, onRequest } = life();
    void sessions.fetchClientSecret();
    await answer();
    void sessions.fetchClientSecret();
    await answer();
    const failed = sessions.fetchClientSecret().catch((error: unknown) => error);
    pending.at(-1)!.fail(new Error('a bug'));
    await failed;
    void sessions.fetchClientSecret();
    await answer();
    expect(requests.map(({ reason }) => reason)).toEqual(['initial', 'expired', 'expired', 'retry']);
    sessions.reset();
    void sessions.fetchClientSecret().catch(() => {});
    sessions.reset('expired');
    void sessions.fetchClientSecret().catch(() => {});
    expect(onRequest.mock.calls.flat().slice(4)).toEqual(['initial', 'expired']);
  });

  it('go through their states, and report each', async () => {
    const { sessions, pending, answer, states } = life();
    expect(sessions.getSnapshot()).toEqual({ status: 'idle', session: undefined, error: undefined });
    const failed = sessions.fetchClientSecret().catch((error: unknown) => error);
    expect(sessions.getSnapshot().status).toBe('loading');
    pending[0]!.fail(new Error('a bug'));
    const error = await failed;
    expect(sessions.getSnapshot()).toEqual({ status: 'error', session: undefined, error });
    void sessions.fetchClientSecret();
    await answer();
    expect(sessions.getSnapshot()).toMatchObject({ status: 'ready', error: undefined, session: {} });
    expect(states).toEqual(['loading', 'error', 'loading', 'ready']);
    sessions.reset();
    expect(sessions.getSnapshot()).toEqual({ status: 'idle', session: undefined, error: undefined });
  });

  it('notify no listener that has unsubscribed', async () => {
    const { sessions } = life();
    const listener = vi.fn();
    const stop = sessions.subscribe(listener);
    sessions.reset();
    stop();
    sessions.reset();
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('know when the newest one expires', async () => {
    const { sessions, clock, answer } = life();
    expect(sessions.expiresAt()).toBeUndefined();
    void sessions.prefetch();
    await answer(60);
    expect(sessions.expiresAt()).toBe(clock.now() + 60_000);
  });

  it('are requested with all options of the page', async () => {
    const wishes = { account: 'acct_1', components: ['payments'], params: { limits: { accounts: 1 } } };
    const { sessions, requests } = life({}, wishes);
    void sessions.prefetch().catch(() => {});
    expect(requests[0]).toMatchObject({ flow: 'connect', ...wishes });
  });

  it('report an error thrown by the endpoint’s options as an endpoint failure, with its cause', async () => {
    const clock = createManualClock();
    const cause = new Error('not today');
    const body = () => {
      throw cause;
    };
    const endpoint = { url: '/session', fetch: async () => new Response('{}'), body, retry: 1 };
    const sessions = createFlowSessions({ flow: 'connect', clock, settings: () => ({ endpoint }) });
    const error = await sessions.fetchClientSecret().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'endpoint_failed', cause });
    expect(sessions.getSnapshot()).toMatchObject({ status: 'error', error });
  });
});

describe('a prefetched session', () => {
  const taken = async (seconds: number, later: number, keepFor?: number) => {
    const { sessions, clock, answer } = life({ keepFor });
    void sessions.prefetch();
    await answer(seconds);
    clock.advance(later);
    return sessions.takePrefetched();
  };

  it.each([
    ['is usable until five seconds before it expires', 1_800, 1_795_000],
    ['with a short life is usable for half of it', 4, 2_000],
    ['that lasts ten seconds is usable for five', 10, 5_000],
  ])('%s', async (_, seconds, last) => {
    expect(await taken(seconds, last)).toBe('accs_secret__1');
    expect(await taken(seconds, last + 1)).toBeUndefined();
  });

  it('is kept no longer than the flow allows, whatever its own life', async () => {
    expect(await taken(1_800, 300_000, 300_000)).toBe('accs_secret__1');
    expect(await taken(1_800, 300_001, 300_000)).toBeUndefined();
  });

  it('is replaced only once it is no longer usable', async () => {
    const { sessions, clock, answer, requests } = life();
    void sessions.prefetch();
    await answer(60);
    clock.advance(55_000);
    await sessions.prefetch();
    expect(requests).toHaveLength(1);
    clock.advance(1);
    void sessions.prefetch();
    expect(requests).toHaveLength(2);
    await answer();
    expect(sessions.takePrefetched()).toBe('accs_secret__2');
    expect(sessions.takePrefetched()).toBeUndefined();
  });

  it('is not taken away from a call that waits for it', async () => {
    const { sessions, answer } = life();
    void sessions.prefetch();
    await answer();
    const fetched = sessions.fetchClientSecret();
    expect(sessions.takePrefetched()).toBeUndefined();
    expect(await fetched).toBe('accs_secret__1');
  });

  it('is not taken while a new one is being minted', async () => {
    const { sessions, answer } = life();
    void sessions.prefetch();
    await answer();
    void sessions.refresh();
    expect(sessions.takePrefetched()).toBeUndefined();
    await answer();
    expect(sessions.takePrefetched()).toBe('accs_secret__2');
  });

  it('is dropped by a refresh, even if the refresh fails', async () => {
    const { sessions, pending, answer } = life();
    void sessions.prefetch();
    await answer();
    const refreshed = sessions.refresh().catch((error: unknown) => error);
    pending.at(-1)!.fail(new Error('a bug'));
    expect(await refreshed).toMatchObject({ code: 'endpoint_failed' });
    const fetched = sessions.fetchClientSecret();
    await answer();
    expect(await fetched).toBe('accs_secret__3');
  });

  it.each([
    ['a call waits for it', (it: ReturnType<typeof life>['sessions']) => it.fetchClientSecret()],
    ['it has only just arrived', (it: ReturnType<typeof life>['sessions']) => it.prefetch()],
  ])('is not taken by the first subscriber to be notified, while %s', async (_, begin) => {
    const { sessions, answer } = life();
    const heard: unknown[] = [];
    sessions.subscribe(() => heard.push(sessions.takePrefetched()));
    const begun = begin(sessions);
    await answer();
    expect([await begun, sessions.takePrefetched()].filter(Boolean)).toEqual(['accs_secret__1']);
    expect(heard).toEqual([undefined, undefined]);
  });

  it('is handed to a waiting call when it arrives, however short its life', async () => {
    const { sessions, clock, requests, pending } = life();
    void sessions.prefetch();
    const fetched = sessions.fetchClientSecret();
    pending[0]!.answer(1);
    clock.advance(900);
    expect(await fetched).toBe('accs_secret__1');
    expect(requests).toHaveLength(1);
    expect(sessions.takePrefetched()).toBeUndefined();
  });
});

describe('a reset of the page’s sessions', () => {
  it('aborts the current mint, and ignores its late result', async () => {
    const { sessions, requests, pending, answer, states } = life();
    const old = sessions.fetchClientSecret().catch((error: unknown) => error);
    sessions.reset();
    expect(requests[0]!.signal.aborted).toBe(true);
    const next = sessions.fetchClientSecret();
    pending[0]!.answer();
    await turns();
    expect(await old).toMatchObject({ code: 'aborted' });
    expect(sessions.getSnapshot().status).toBe('loading');
    // There is still one call for all: the old one's end has not removed the new one.
    const beside = sessions.fetchClientSecret();
    void sessions.prefetch();
    expect(requests).toHaveLength(2);
    await answer();
    expect(await Promise.all([next, beside])).toEqual(['accs_secret__2', 'accs_secret__2']);
    expect(states).toEqual(['loading', 'idle', 'loading', 'ready']);
  });

  it('ignores a mint that ends after it was aborted, even from a function that ignores its signal', async () => {
    const clock = createManualClock();
    let resolve!: (text: string) => void;
    const text = new Promise<string>((done) => (resolve = done));
    const fetch = async () =>
      ({ ok: true, status: 200, headers: new Headers(), text: () => text }) as Response;
    const sessions = createFlowSessions({
      flow: 'connect',
      clock,
      settings: () => ({ endpoint: { url: '/session', fetch } }),
    });
    const old = sessions.fetchClientSecret().catch((error: unknown) => error);
    await turns();
    // The response arrives, and in the same task the page moves on.
    resolve('{"client_secret":"accs_secret__old"}');
    for (let turn = 0; turn < 4; turn++) await Promise.resolve();
    sessions.reset();
    await turns();
    expect(await old).toMatchObject({ code: 'aborted' });
    expect(sessions.takePrefetched()).toBeUndefined();
    expect(sessions.getSnapshot().status).toBe('idle');
  });

  it.each(Array.from({ length: 20 }, (_, moment) => moment))(
    'ignores a mint that was aborted %i microtasks after the response arrived',
    async (moment) => {
      const { sessions, pending } = life();
      void sessions.fetchClientSecret().catch(() => {});
      pending[0]!.answer();
      // The page moves on in the same task.
      for (let turn = 0; turn < moment; turn++) await Promise.resolve();
      sessions.reset();
      await turns();
      expect(sessions.takePrefetched()).toBeUndefined();
      expect(sessions.getSnapshot().status).toBe('idle');
    },
  );

  it('drops what was kept', async () => {
    const { sessions, answer } = life();
    void sessions.prefetch();
    await answer();
    sessions.reset();
    expect(sessions.takePrefetched()).toBeUndefined();
  });

  it('happens when the last component has unmounted, unless one mounts again at once', async () => {
    const { sessions, requests } = life();
    const leaveFirst = sessions.retain();
    const leaveSecond = sessions.retain();
    void sessions.fetchClientSecret().catch(() => {});
    leaveFirst();
    await turns();
    expect(requests[0]!.signal.aborted).toBe(false);
    leaveSecond();
    const leaveThird = sessions.retain();
    await turns();
    expect(requests[0]!.signal.aborted).toBe(false);
    leaveThird();
    await turns();
    expect(requests[0]!.signal.aborted).toBe(true);
  });
});

describe('the app’s Query client', () => {
  const info = { account: 'acct_1', expiresAt: 1_790_000_000 };
  const minted = { secret: createSecret('accs_secret__1'), info };
  const request = { flow: 'connect', reason: 'retry', account: 'acct_1', components: ['payments'] } as const;

  it('has keys made of flow and account', () => {
    expect(mintKey('connect', 'acct_1')).toEqual(['stripe-embedded', 'mint', 'connect', 'acct_1']);
    expect(mintKey('connect')).toEqual(['stripe-embedded', 'mint', 'connect', null]);
    expect(sessionKey('connect', 'acct_1')).toEqual(['stripe-embedded', 'session', 'connect', 'acct_1']);
    expect(sessionKey('connect')).toEqual(['stripe-embedded', 'session', 'connect', null]);
  });

  it('shows what a mint was for, and its result', async () => {
    const client = new QueryClient();
    showMint(client, { ...request, components: [...request.components] }, Promise.resolve(minted));
    await turns();
    const [mutation] = client.getMutationCache().findAll({ mutationKey: mintKey('connect', 'acct_1') });
    expect(mutation!.state).toMatchObject({
      status: 'success',
      data: info,
      variables: { account: 'acct_1', reason: 'retry', components: ['payments'] },
    });
    expect(mutation!.options.gcTime).toBe(5 * 60_000);
    expect(client.getQueryData(sessionKey('connect', 'acct_1'))).toEqual(info);
  });

  it('keeps its data when a mint is aborted', async () => {
    const client = new QueryClient();
    showMint(client, { ...request, components: undefined }, Promise.resolve(minted));
    await turns();
    showMint(client, { ...request, components: undefined }, Promise.reject(fault('aborted')));
    await turns();
    expect(client.getQueryData(sessionKey('connect', 'acct_1'))).toEqual(info);
  });

  it('shows mints even if it is offline or retries everything three times', async () => {
    onlineManager.setOnline(false);
    onTestFinished(() => onlineManager.setOnline(true));
    const client = new QueryClient({ defaultOptions: { mutations: { retry: 3, retryDelay: 0 } } });
    showMint(client, { ...request, components: undefined }, Promise.resolve(minted));
    const failing = Promise.reject(new Error('a bug'));
    showMint(client, { flow: 'financial_connections', reason: 'initial' }, failing);
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setTimeout(resolve));
    const states = client.getMutationCache().getAll();
    expect(states.map(({ state }) => state.status)).toEqual(['success', 'error']);
    expect(states[1]!.state.failureCount).toBe(1);
    // A blanket refetch gets the known data, without the network.
    await client.refetchQueries();
    expect(client.getQueryState(sessionKey('connect', 'acct_1'))).toMatchObject({
      status: 'success',
      fetchStatus: 'idle',
      dataUpdateCount: 2,
      data: info,
    });
  });
});
