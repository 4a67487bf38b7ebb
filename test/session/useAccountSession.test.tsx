import { QueryClient, QueryClientProvider, dehydrate } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { useAccountSession, type SessionEndpointOptions } from 'stripe-embedded';
import { createManualClock } from 'stripe-embedded/sandbox';
import { afterEach, describe, expect, it, vi } from 'vitest';

const json = (body: unknown, init?: ResponseInit) =>
  new Response(JSON.stringify(body), { status: 200, ...init });

function setup(
  answers: (call: number, init: RequestInit) => Response | Promise<Response>,
  more: Partial<SessionEndpointOptions> = {},
) {
  const clock = createManualClock();
  const fetch = vi.fn(async (_url: unknown, init?: RequestInit) => answers(fetch.mock.calls.length, init!));
  const queryClient = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
  );
  const endpoint = { url: '/api/session', fetch, ...more };
  type Asked = { account?: string; components?: string[] };
  const hook = renderHook((props: Asked) => useAccountSession({ endpoint, clock, ...props }), {
    wrapper,
    initialProps: {},
  });
  const tick = (ms = 0) => act(async () => clock.advance(ms));
  return { ...hook, clock, fetch, queryClient, tick };
}

const secretOf = (call: number) => ({
  client_secret: `accs_secret__${call}`,
  expires_at: Date.UTC(2026, 0, 15, 10, 30) / 1000,
});

afterEach(() => vi.restoreAllMocks());

describe('useAccountSession', () => {
  it('requests nothing until it is called', () => {
    const { result, fetch } = setup((call) => json(secretOf(call)));
    expect(result.current).toMatchObject({ status: 'idle', session: undefined, error: undefined });
    expect(fetch).not.toHaveBeenCalled();
  });

  it('returns a new secret with each call, and shares one request between simultaneous calls', async () => {
    const { result, fetch } = setup((call) => json(secretOf(call)));
    const together = await act(() =>
      Promise.all([result.current.fetchClientSecret(), result.current.fetchClientSecret()]),
    );
    expect(together).toEqual(['accs_secret__1', 'accs_secret__1']);
    expect(await act(() => result.current.fetchClientSecret())).toBe('accs_secret__2');
    expect(fetch).toHaveBeenCalledTimes(2);
    expect(result.current).toMatchObject({ status: 'ready', session: { expiresAt: secretOf(0).expires_at } });
  });

  it('returns stable functions, so that an effect may depend on them', async () => {
    const { result, rerender } = setup((call) => json(secretOf(call)));
    const { refresh, fetchClientSecret } = result.current;
    await act(() => refresh());
    rerender({});
    expect(result.current.refresh).toBe(refresh);
    expect(result.current.fetchClientSecret).toBe(fetchClientSecret);
    rerender({ account: 'acct_1' });
    expect(result.current.refresh).not.toBe(refresh);
  });

  it('sends the documented request to the endpoint', async () => {
    const { result, fetch, rerender } = setup((call) => json(secretOf(call)), {
      headers: () => ({ 'X-CSRF': 'token' }),
    });
    rerender({ account: 'acct_1' });
    await act(() => result.current.fetchClientSecret());
    const [url, init] = fetch.mock.calls[0]! as unknown as [string, RequestInit];
    expect(url).toBe('/api/session');
    expect(init).toMatchObject({ method: 'POST', credentials: 'same-origin', cache: 'no-store' });
    expect(Object.fromEntries(init.headers as Headers)).toEqual({
      // Sign-in libraries then answer 401 instead of redirecting to a page.
      accept: 'application/json',
      'content-type': 'application/json',
      'x-requested-with': 'stripe-embedded',
      'x-csrf': 'token',
    });
    expect(JSON.parse(init.body as string)).toEqual({
      flow: 'connect',
      reason: 'initial',
      account: 'acct_1',
    });
  });

  it('requests components by the API’s names, even if they are given as tags', async () => {
    const { result, fetch, rerender } = setup((call) => json(secretOf(call)));
    rerender({ components: ['payouts-list', 'payments'] });
    await act(() => result.current.fetchClientSecret());
    expect(JSON.parse(fetch.mock.calls[0]![1]!.body as string)).toMatchObject({
      components: ['payouts_list', 'payments'],
    });
  });

  it('keeps what refresh minted for the next call, while it is usable', async () => {
    const { result, fetch, tick } = setup((call) => json(secretOf(call)));
    await act(() => result.current.refresh());
    await tick(10 * 60_000);
    expect(await act(() => result.current.fetchClientSecret())).toBe('accs_secret__1');
    await act(() => result.current.refresh());
    await tick(2 * 60 * 60_000);
    expect(await act(() => result.current.fetchClientSecret())).toBe('accs_secret__3');
    expect(fetch).toHaveBeenCalledTimes(3);
  });

  it.each([-1, 1])('judges a session by the server’s clock if the page’s is off by %i day', async (days) => {
    const { result, clock, tick } = setup((call) => {
      const server = clock.now() + days * 24 * 60 * 60_000;
      return json(
        { client_secret: `accs_secret__${call}`, expires_at: server / 1000 + 60 },
        { headers: { Date: new Date(server).toUTCString() } },
      );
    });
    await act(() => result.current.refresh());
    await tick(30_000);
    expect(await act(() => result.current.fetchClientSecret())).toBe('accs_secret__1');
    await act(() => result.current.refresh());
    await tick(90_000);
    expect(await act(() => result.current.fetchClientSecret())).toBe('accs_secret__3');
  });

  it('never returns a secret twice, even if the endpoint does', async () => {
    const { result } = setup((call) => json(secretOf(Math.max(2, call))));
    const { fetchClientSecret } = result.current;
    expect(await act(fetchClientSecret)).toBe('accs_secret__2');
    const again = await act(() => fetchClientSecret().catch((error: unknown) => error));
    expect(again).toMatchObject({ code: 'secret_reused', retryable: true });
    expect(result.current).toMatchObject({ status: 'error', error: again });
    expect(await act(fetchClientSecret)).toBe('accs_secret__3');
  });

  it('returns nothing that was kept while the page’s clock was set back', async () => {
    const { result, clock } = setup((call) => json(secretOf(call)));
    await act(() => result.current.refresh());
    vi.spyOn(clock, 'now').mockReturnValue(clock.now() - 365 * 24 * 60 * 60_000);
    expect(await act(() => result.current.fetchClientSecret())).toBe('accs_secret__2');
  });

  it.each([
    [400, 'endpoint_failed', 1],
    [401, 'endpoint_unauthorized', 1],
    [403, 'endpoint_forbidden', 1],
    [404, 'endpoint_failed', 1],
    [405, 'endpoint_failed', 1],
    [429, 'endpoint_rate_limited', 3],
    [500, 'endpoint_failed', 3],
    [503, 'endpoint_failed', 3],
  ])('answers a %i with %s after %i attempts', async (status, code, attempts) => {
    const { result, fetch, tick } = setup(() =>
      json({ error: { message: 'accs_secret__leak' } }, { status }),
    );
    const outcome = result.current.fetchClientSecret().catch((error: unknown) => error);
    for (let i = 0; i < 4; i++) await tick(10_000);
    expect(await outcome).toMatchObject({ code, status, retryable: attempts > 1 });
    expect(String(await outcome)).not.toContain('leak');
    expect(fetch).toHaveBeenCalledTimes(attempts);
    expect(result.current).toMatchObject({ status: 'error', error: { code } });
  });

  it('waits as long as Retry-After says', async () => {
    const { result, fetch, tick } = setup((call) =>
      call === 1 ? json({}, { status: 429, headers: { 'Retry-After': '20' } }) : json(secretOf(call)),
    );
    const outcome = result.current.fetchClientSecret();
    await tick(19_000);
    expect(fetch).toHaveBeenCalledTimes(1);
    await tick(1_000);
    expect(await outcome).toBe('accs_secret__2');
  });

  it.each([
    ['HTML', '<html>Sign in</html>', { headers: { 'Content-Type': 'text/html' } }, 'HTML'],
    ['nothing', '', {}, 'nothing'],
    ['truncated JSON', '{"client_secret":"accs_secret__leak', {}, 'text'],
  ])('refuses %s, and does not quote it', async (_, body, init, says) => {
    const { result } = setup(() => new Response(body, init));
    const error = await act(() => result.current.fetchClientSecret().catch((thrown: unknown) => thrown));
    expect(error).toMatchObject({
      code: 'endpoint_invalid_response',
      message: expect.stringContaining(says),
    });
    expect(`${String(error)}${(error as Error).stack}`).not.toContain('leak');
  });

  it('times out if the endpoint hangs', async () => {
    const { result, fetch, tick } = setup(() => new Promise(() => {}), { retry: 1, timeout: 1_000 });
    const outcome = result.current.fetchClientSecret().catch((error: unknown) => error);
    await tick(1_000);
    expect(await outcome).toMatchObject({ code: 'endpoint_timeout', retryable: true });
    expect((fetch.mock.calls[0]![1] as RequestInit).signal?.aborted).toBe(true);
  });

  it('fails at once if the device is offline', async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    const { result, fetch } = setup((call) => json(secretOf(call)));
    const error = await act(() => result.current.fetchClientSecret().catch((thrown: unknown) => thrown));
    expect(error).toMatchObject({
      code: 'endpoint_unreachable',
      message: expect.stringContaining('offline'),
    });
    expect(fetch).not.toHaveBeenCalled();
  });

  it('returns nothing of an old account once another is requested', async () => {
    let answer!: (response: Response) => void;
    const { result, rerender } = setup(() => new Promise((resolve) => (answer = resolve)));
    rerender({ account: 'acct_a' });
    const outcome = result.current.fetchClientSecret().catch((thrown: unknown) => thrown);
    await act(async () => {});
    rerender({ account: 'acct_b' });
    await act(async () => answer(json({ ...secretOf(1), account: 'acct_a' })));
    expect(await outcome).toMatchObject({ code: 'aborted' });
    expect(result.current).toMatchObject({ status: 'idle', session: undefined });
  });

  it('shows the app’s Query client each mint, and never a secret', async () => {
    const { result, queryClient } = setup((call) => json({ ...secretOf(call), account: 'acct_1' }));
    const seen: unknown[] = [];
    queryClient.getMutationCache().subscribe((event) => seen.push(JSON.stringify(event.mutation?.state)));
    await act(() => result.current.fetchClientSecret());
    await act(async () => {});
    expect(queryClient.getMutationCache().findAll({ mutationKey: ['stripe-embedded', 'mint'] })).toHaveLength(
      1,
    );
    expect(queryClient.getQueryData(['stripe-embedded', 'session', 'connect', null])).toMatchObject({
      account: 'acct_1',
    });
    const everything = JSON.stringify([
      seen,
      dehydrate(queryClient, { shouldDehydrateMutation: () => true }),
    ]);
    expect(everything).toContain('acct_1');
    expect(everything).not.toContain('accs_secret');
  });

  it('exposes no secret key that the endpoint returned as the publishable key', async () => {
    const { result, queryClient } = setup((call) =>
      json({ ...secretOf(call), publishable_key: 'sk_test_1' }),
    );
    await act(() => result.current.refresh());
    expect(result.current).toMatchObject({ status: 'error', error: { code: 'invalid_key' } });
    const caches = [queryClient.getQueryCache(), queryClient.getMutationCache()];
    const held = caches.flatMap((cache) => cache.getAll().map(({ state }) => state));
    expect(JSON.stringify([held, result.current.session])).not.toContain('sk_test_1');
  });

  it('is not affected by anything that an app does to its cache', async () => {
    const { result, fetch, queryClient } = setup((call) => json(secretOf(call)));
    await act(() => result.current.fetchClientSecret());
    await act(async () => {
      await queryClient.invalidateQueries();
      await queryClient.refetchQueries();
      queryClient.clear();
    });
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(result.current.status).toBe('ready');
  });
});
