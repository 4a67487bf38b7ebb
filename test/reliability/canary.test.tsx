import { act, fireEvent, screen } from '@testing-library/react';
import {
  ConnectPayments,
  LinkAccountsButton,
  useAccountSession,
  useConnect,
  useFinancialConnectionsSession,
  type SessionRequest,
  type UseConnectResult,
} from 'stripe-embedded';
import { describe, expect, it } from 'vitest';
import { intentSecret, isOfIntent, METHODS, renderLinking } from '../support/bankStage.js';
import { KEY, renderConnect, retryButton, stateOf } from '../support/stage.js';
import { canaryStage } from './canaryStage.js';
import { searchFor } from './searchFor.js';

const SECRET = 'accs_secret__CANARY0123456789';

it('the search finds a secret wherever it is hidden', () => {
  const hidden = new Error('no', { cause: { deep: new Map([['a', [`x${SECRET}`]]]) } });
  document.body.append(
    Object.assign(document.createElement('i'), { title: SECRET, __reactProps$1: { SECRET } }),
  );
  expect(searchFor(['CANARY'], { hidden })).not.toEqual([]);
  expect(searchFor(['CANARY'], { document }).join()).toContain('__reactProps');
  document.body.replaceChildren();
  expect(searchFor(['CANARY'], { document })).toEqual([]);
});

describe('a secret of Connect is not exposed', () => {
  function open(endpoint?: (request: SessionRequest) => unknown, more: object = {}) {
    const set = canaryStage();
    let connect!: UseConnectResult;
    function Page() {
      connect = useConnect();
      // Stripe's own instance must hold the secret.
      const { instance: _, ...known } = connect;
      set.listen(known);
      return <ConnectPayments onError={set.listen} onReady={set.listen} />;
    }
    const view = renderConnect(set, <Page />, {
      endpoint: (endpoint ?? set.endpoint) as never,
      queryClient: set.queryClient,
      onError: set.listen,
      onSessionEvent: set.listen,
      ...more,
    });
    return { ...set, ...view, connect: () => connect };
  }

  it('from the first mint through refresh, renewal, Retry, an account switch and logout', async () => {
    const set = open();
    const [a, b] = set.sandbox.accounts;
    await set.pass();
    expect(stateOf('payments')).toBe('ready');
    await set.pass(60_000);
    act(() => set.sandbox.element('payments')[0]!.emit('loadError', 'authentication_error'));
    await set.pass();
    act(() => set.sandbox.element('payments')[0]!.emit('loadError', 'authentication_error'));
    await set.pass();
    fireEvent.click(retryButton());
    await set.pass();
    set.rerender({ account: a!.id });
    await set.pass();
    set.rerender({ account: b!.id });
    await set.pass();
    await act(() => set.connect().logout());
    await set.pass(3_600_000);
    expect(set.marks.length).toBeGreaterThan(5);
    expect(set.finds()).toEqual([]);
  });

  const quoting = (text: string) => () => new Response(text, { status: 500 });
  it.each<[string, () => Response]>([
    ['a status and the secret', quoting(`{"error":"${SECRET}"}`)],
    [
      'HTML with the secret',
      () => new Response(`<p>${SECRET}`, { headers: { 'Content-Type': 'text/html' } }),
    ],
    ['truncated JSON', () => new Response(`{"client_secret":"${SECRET}`)],
    ['the secret in the wrong field', () => new Response(`{"secret":"${SECRET}"}`)],
    ['the secret in a list', () => new Response(`["${SECRET}"]`)],
    ['the secret among other text', () => new Response(`{"client_secret":"<${SECRET}>"}`)],
    ['the secret in a header', () => new Response('no', { status: 400, headers: { 'Retry-After': SECRET } })],
  ])('when the endpoint answers with %s', async (_, answer) => {
    const fetch = (async () => answer()) as typeof globalThis.fetch;
    const set = open(undefined, { endpoint: { url: '/marked', fetch, retry: 1 } });
    await set.pass();
    expect(stateOf('payments')).toBe('error');
    expect(set.finds()).toEqual([]);
  });

  class HttpError extends Error {
    constructor(readonly response: object) {
      super('Request failed');
    }
  }
  it.each<[string, () => unknown]>([
    ['an error message', () => new Error(`Invalid: ${SECRET}`)],
    ['an error message, as JSON', () => new Error(JSON.stringify({ client_secret: SECRET }))],
    ['a property', () => new HttpError({ data: { client_secret: SECRET } })],
    ['a cause', () => new Error('no', { cause: new Error('no', { cause: new Error(SECRET) }) })],
    ['a cause that is data', () => new Error('no', { cause: { client_secret: SECRET } })],
    ['an object that is not an error', () => ({ client_secret: SECRET })],
    ['a string', () => SECRET],
    [
      'a message about intents',
      () => new Error('pi_CANARY_secret_CANARY, seti_CANARY_secret_CANARY, fcsess_CANARY_secret_CANARY'),
    ],
    ['a message with secret keys', () => new Error('sk_test_CANARY, rk_live_CANARY and ek_test_CANARY')],
  ])('when the endpoint throws the secret in %s', async (_, thrown) => {
    const set = open(() => Promise.reject(thrown()));
    await set.pass();
    expect(stateOf('payments')).toBe('error');
    expect(set.finds()).toEqual([]);
  });

  it('when Stripe quotes it in a load error', async () => {
    const set = open();
    await set.pass();
    const message = `No such session: ${SECRET}`;
    act(() => set.sandbox.element('payments')[0]!.emit('loadError', { type: 'api_error', message }));
    await set.pass();
    expect(stateOf('payments')).toBe('error');
    expect(set.finds()).toEqual([]);
  });

  it('when a page fetches it with a hook, except in what the hook returns', async () => {
    const set = canaryStage();
    let ask!: () => Promise<string>;
    function Page() {
      const session = useAccountSession({ ...set, clock: set.sandbox.clock });
      ask = session.fetchClientSecret;
      set.listen(session);
      return <output>{JSON.stringify(session)}</output>;
    }
    renderConnect(set, <Page />, { queryClient: set.queryClient });
    expect(await act(() => ask())).toContain(set.marks.at(-1));
    await set.pass();
    expect(set.finds()).toEqual([]);
  });
});

describe('a secret of Financial Connections is not exposed', () => {
  function open(endpoint?: (request: SessionRequest) => unknown, more: object = {}) {
    const set = canaryStage();
    const view = renderLinking(
      set,
      { onLinked: set.listen, onCancel: set.listen, onError: set.listen, ...more },
      {
        endpoint: (endpoint ?? set.endpoint) as never,
        queryClient: set.queryClient,
        onError: set.listen,
      },
      <LinkAccountsButton onLinked={set.listen} onCancel={set.listen} onError={set.listen} />,
    );
    return { ...set, ...view };
  }

  describe.each(METHODS)('%s', (method) => {
    const given = (set: ReturnType<typeof open>) =>
      isOfIntent(method)
        ? { clientSecret: async () => set.mark(await intentSecret(set, method)) }
        : undefined;

    it.each(['link', 'cancel', 'fail'] as const)('when a flow ends with: %s', async (ending) => {
      const set = open(undefined, { verify: true });
      const flow = await set.start(method, given(set));
      expect(set.marks.length).toBeGreaterThan(1);
      const modal = set.sandbox.financialConnections;
      if (ending === 'fail') modal.fail({ type: 'api_error', message: `It was ${SECRET}` });
      else modal[ending]();
      await set.pass();
      expect(flow.answer).toBeDefined();
      set.listen(flow, set.seen);
      expect(set.finds()).toEqual([]);
    });
  });

  it('when a session is prefetched, replaced, used by the button, and dropped', async () => {
    const set = open(undefined, { prefetch: 'mount' });
    await set.pass();
    fireEvent.pointerEnter(screen.getByRole('button'));
    await set.pass();
    fireEvent.click(screen.getByRole('button'));
    await set.pass();
    set.sandbox.financialConnections.fail({ message: 'It has expired.' });
    await set.pass();
    set.unmount();
    await set.pass();
    set.listen(set.seen);
    expect(set.finds()).toEqual([]);
    set.sandbox.financialConnections.cancel();
    await set.pass();
  });

  it.each<[string, () => unknown]>([
    ['an error message', () => new Error('It was fcsess_CANARY_secret_CANARY')],
    ['a property', () => Object.assign(new Error('no'), { data: { client_secret: SECRET } })],
    ['a string', () => SECRET],
  ])('when the endpoint throws the secret in %s', async (_, thrown) => {
    const set = open(() => Promise.reject(thrown()));
    const flow = await set.start('collectAccounts');
    await set.pass();
    set.listen(flow, set.seen);
    expect(flow.answer).toMatchObject({ type: 'failed' });
    expect(set.finds()).toEqual([]);
  });

  it('when a page fetches it with a hook, except in what the hook returns', async () => {
    const set = canaryStage();
    let ask!: () => Promise<string>;
    function Page() {
      const session = useFinancialConnectionsSession({ ...set, clock: set.sandbox.clock });
      ask = session.fetchClientSecret;
      set.listen(session);
      return null;
    }
    renderLinking(set, {}, { queryClient: set.queryClient, publishableKey: KEY }, <Page />);
    expect(await act(() => ask())).toContain(set.marks.at(-1));
    await set.pass();
    expect(set.finds()).toEqual([]);
  });
});
