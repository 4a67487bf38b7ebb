import type { StripeConnectInstance } from '@stripe/connect-js';
import { act, fireEvent, render, screen } from '@testing-library/react';
import {
  ConnectBalances,
  ConnectPayments,
  ConnectPayouts,
  ConnectProvider,
  type EmbeddedError,
  type SessionRequest,
} from 'stripe-embedded';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { guarded } from '../support/endpoints.js';
import { KEY, panel, renderConnect, retryButton, shownBy, stage, stateOf } from '../support/stage.js';

afterEach(() => vi.restoreAllMocks());

describe('an endpoint that fails', () => {
  it('shows why, reports it once, and works again after Retry', async () => {
    const set = stage();
    set.sandbox.fail({ api: 500 });
    const { onError } = renderConnect(set, [<ConnectPayments key="a" />, <ConnectPayouts key="b" />]);
    await set.tick();
    expect(screen.getAllByText('This could not be shown')).toHaveLength(2);
    expect(onError).toHaveBeenCalledTimes(1);
    expect(onError.mock.calls[0]![0]).toMatchObject({ code: 'endpoint_failed', retryable: true });
    fireEvent.click(screen.getAllByRole('button', { name: 'Try again' })[0]!);
    expect(stateOf('payments')).toBe('loading');
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
    expect(stateOf('payouts')).toBe('ready');
    expect(panel('payments')).toHaveFocus();
  });

  it('by hanging shows the fallback, then the error within loadTimeout, then the late answer', async () => {
    const set = stage();
    let answer = () => {};
    const endpoint = async (request: SessionRequest) => {
      await new Promise<void>((resolve) => (answer = resolve));
      return set.sandbox.endpoint({ ...request, signal: undefined });
    };
    const { onError } = renderConnect(set, <ConnectPayments fallback={<i>waiting</i>} />, {
      endpoint,
      loadTimeout: 5_000,
    });
    await set.tick();
    await set.tick(4_999);
    expect(screen.getByText('waiting')).toBeInTheDocument();
    await set.tick(1);
    expect(stateOf('payments')).toBe('error');
    expect(screen.queryByText('waiting')).toBeNull();
    expect(onError.mock.calls.map(([error]) => error.code)).toEqual(['endpoint_timeout']);
    expect(retryButton()).toBeVisible();
    answer();
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
    expect(onError).toHaveBeenCalledTimes(1);
  });

  it('by hanging is reported after twenty seconds by default', async () => {
    const set = stage();
    const fetch = () => new Promise<Response>(() => {});
    const { onError } = renderConnect(set, <ConnectPayments />, { endpoint: { url: '/session', fetch } });
    await set.tick();
    await set.tick(10_000);
    await set.tick(9_999);
    expect(stateOf('payments')).toBe('loading');
    await set.tick(1);
    expect(onError.mock.calls.map(([error]) => error.code)).toEqual(['endpoint_timeout']);
  });

  it('by refusing is not reported as late as well', async () => {
    const set = stage();
    const { door, endpoint } = guarded(set, 'endpoint_forbidden');
    door.isOpen = false;
    const { onError } = renderConnect(set, <ConnectPayments />, { endpoint, loadTimeout: 5_000 });
    await set.tick();
    await set.tick(5_000);
    expect(onError.mock.calls.map(([error]) => error.code)).toEqual(['endpoint_forbidden']);
    expect(screen.getByRole('alert')).toHaveTextContent('not available for your account');
  });

  it('while the device is offline is reported at once, and recovers when the network is back', async () => {
    const set = stage();
    const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    const fetch = vi.fn(
      async () => new Response(JSON.stringify(await set.sandbox.endpoint({ flow: 'connect' }))),
    );
    const { onError } = renderConnect(set, <ConnectPayments />, { endpoint: { url: '/session', fetch } });
    await set.tick();
    expect(onError.mock.calls[0]![0].code).toBe('endpoint_unreachable');
    online.mockReturnValue(true);
    act(() => void window.dispatchEvent(new Event('online')));
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('with an unreadable answer shows an error that quotes none of it, and a Retry that works', async () => {
    const set = stage();
    let isMended = false;
    const { onError } = renderConnect(set, <ConnectPayments />, {
      endpoint: async (request) =>
        isMended ? set.sandbox.endpoint(request) : ({ secret: 'accs_secret__leak' } as never),
    });
    await set.tick();
    expect(onError.mock.calls[0]![0]).toMatchObject({ code: 'endpoint_invalid_response', retryable: false });
    expect(document.body.innerHTML).not.toContain('leak');
    isMended = true;
    fireEvent.click(retryButton());
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
  });
});

describe('a user without permission', () => {
  it.each([
    [401, 'You are signed out. Sign in again to go on.'],
    [403, 'This is not available for your account.'],
    [404, 'Something went wrong on our side.'],
  ])('(%i) is told so, and can retry successfully once permitted', async (status, words) => {
    const set = stage();
    let refused = true;
    const fetch = async () =>
      refused
        ? new Response('{}', { status })
        : new Response(JSON.stringify(await set.sandbox.endpoint({ flow: 'connect' })));
    renderConnect(set, <ConnectPayments />, { endpoint: { url: `/refuses/${status}`, fetch, retry: 1 } });
    await set.tick();
    expect(await screen.findByRole('alert')).toHaveTextContent(words);
    refused = false;
    fireEvent.click(retryButton());
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
  });
});

describe('a component that the response does not name', () => {
  const listing = (set: ReturnType<typeof stage>, components: object) => async (request: SessionRequest) => ({
    ...(await set.sandbox.endpoint(request)),
    components: components as never,
  });

  it('is left to Stripe, because an older SDK may not know it', async () => {
    const set = stage();
    renderConnect(set, <ConnectPayouts />, { endpoint: listing(set, { payments: { enabled: true } }) });
    await set.tick();
    expect(stateOf('payouts')).toBe('ready');
  });

  it('is not enabled if the response says that its list is complete', async () => {
    const set = stage();
    const endpoint = async (request: SessionRequest) => ({
      ...(await set.sandbox.endpoint(request)),
      components: { payments: { enabled: true } },
      complete: true,
    });
    const { onError } = renderConnect(set, <ConnectPayouts />, { endpoint });
    await set.tick();
    expect(onError.mock.calls.map(([error]) => error.code)).toEqual(['component_not_enabled']);
    expect(stateOf('payouts')).toBe('error');
  });

  it('is not enabled if Stripe refuses it', async () => {
    const set = stage();
    const endpoint = async (request: SessionRequest) => ({
      ...(await set.sandbox.endpoint({ ...request, components: ['payments'] })),
      components: { payments: { enabled: true } },
    });
    const { onError } = renderConnect(set, <ConnectPayouts />, { endpoint });
    await set.tick();
    expect(onError.mock.calls.map(([error]) => error.code)).toEqual(['component_not_enabled']);
  });
});

describe('a session that Stripe refuses', () => {
  it.each(['used', 'expired', 'unknown'])(
    '(%s) is replaced once, without the user noticing',
    async (kind) => {
      const set = stage({ sessionTtl: 60 });
      let first: Awaited<ReturnType<typeof set.sandbox.endpoint>> | undefined;
      const endpoint = async (request: SessionRequest) => {
        const session = await set.sandbox.endpoint(request);
        if (first) return session;
        first = session;
        if (kind === 'unknown') return { ...session, clientSecret: 'accs_secret__unknown' };
        if (kind === 'expired') set.sandbox.expire();
        else await set.sandbox.host.claim({ clientSecret: session.clientSecret, publishableKey: KEY });
        return session;
      };
      const { onError } = renderConnect(set, <ConnectPayments />, { endpoint });
      await set.tick();
      await set.tick();
      expect(stateOf('payments')).toBe('ready');
      expect(set.log('mint')).toHaveLength(2);
      expect(onError).not.toHaveBeenCalled();
    },
  );

  it('a second time shows the error, with a Retry that works', async () => {
    const set = stage();
    let broken = true;
    const endpoint = async (request: SessionRequest) => {
      const session = await set.sandbox.endpoint(request);
      return broken ? { ...session, clientSecret: `accs_secret__unknown${set.log('mint').length}` } : session;
    };
    const { onError } = renderConnect(set, <ConnectPayments />, { endpoint });
    await set.tick();
    await set.tick();
    expect(stateOf('payments')).toBe('error');
    expect(set.log('mint')).toHaveLength(2);
    expect(onError.mock.calls.map(([error]) => error.code)).toEqual(['session_expired']);
    broken = false;
    fireEvent.click(retryButton());
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
  });

  it('because it belongs to the other mode is reported as a key mismatch', async () => {
    const set = stage();
    const { onError } = renderConnect(set, <ConnectPayments />, {
      endpoint: async (request: SessionRequest) => ({
        ...(await set.sandbox.endpoint(request)),
        livemode: true,
      }),
    });
    await set.tick();
    expect(onError.mock.calls[0]![0]).toMatchObject({ code: 'key_mode_mismatch' });
    expect(set.log('claim')).toHaveLength(0);
  });
});

describe('a component', () => {
  it('that the session does not enable says which line to add, and does not affect its neighbours', async () => {
    const set = stage();
    const { onError } = renderConnect(set, [<ConnectPayments key="a" />, <ConnectPayouts key="b" />], {
      components: ['payments'],
    });
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
    expect(stateOf('payouts')).toBe('error');
    expect(onError).toHaveBeenCalledTimes(1);
    expect(onError.mock.calls[0]![0]).toMatchObject({
      code: 'component_not_enabled',
      component: 'payouts',
      message: expect.stringContaining('Add `payouts: { enabled: true }`'),
    });
  });

  it.each([
    ['api_connection_error', 'The connection failed'],
    ['api_error', 'Something went wrong on our side'],
    ['render_error', 'Something went wrong on our side'],
    ['rate_limit_error', 'There were too many requests'],
  ] as const)(
    'that fails with a %s says “%s”, and Retry recreates only that component',
    async (element, text) => {
      const set = stage();
      set.sandbox.fail({ element, only: 'payouts' });
      const onError = vi.fn();
      renderConnect(set, [<ConnectPayments key="a" />, <ConnectPayouts key="b" onError={onError} />]);
      await set.tick();
      expect(stateOf('payments')).toBe('ready');
      expect(stateOf('payouts')).toBe('error');
      expect(onError).toHaveBeenCalledTimes(1);
      expect(onError.mock.calls[0]![0]).toMatchObject({
        code: 'component_load_failed',
        component: 'payouts',
        retryable: true,
        cause: { type: element },
      });
      expect(screen.getByRole('alert')).toHaveTextContent(text);
      const payments = document.querySelector('stripe-connect-payments');
      fireEvent.click(retryButton());
      await set.tick();
      expect(stateOf('payouts')).toBe('ready');
      expect(document.querySelector('stripe-connect-payments')).toBe(payments);
      expect(set.log('mint')).toHaveLength(1);
    },
  );

  it('that lost its connection to Stripe recovers when the network is back, and keeps the focus', async () => {
    const set = stage();
    set.sandbox.fail({ element: 'api_connection_error', only: 'payouts' });
    renderConnect(set, [<ConnectPayments key="a" />, <ConnectPayouts key="b" />]);
    await set.tick();
    const payments = document.querySelector('stripe-connect-payments');
    retryButton().focus();
    act(() => void window.dispatchEvent(new Event('online')));
    expect(panel('payouts')).toHaveFocus();
    await set.tick();
    expect(stateOf('payouts')).toBe('ready');
    expect(document.querySelector('stripe-connect-payments')).toBe(payments);
    expect(set.log('mint')).toHaveLength(1);
  });

  it('that lost its connection twice, like all others, gets one new session for all of them', async () => {
    const set = stage();
    set.sandbox.fail({ element: 'api_connection_error', times: 4 });
    renderConnect(set, [<ConnectPayments key="a" />, <ConnectPayouts key="b" />]);
    await set.tick();
    for (let time = 0; time < 2; time++) {
      expect([stateOf('payments'), stateOf('payouts')]).toEqual(['error', 'error']);
      act(() => void window.dispatchEvent(new Event('online')));
      await set.tick();
    }
    expect([stateOf('payments'), stateOf('payouts')]).toEqual(['ready', 'ready']);
    expect(set.log('mint')).toHaveLength(2);
  });

  it('that failed twice, like all others, while a refresh is retried asks with all of them for one session', async () => {
    const set = stage();
    set.sandbox.fail({ element: 'api_connection_error', times: 6 });
    const { door, endpoint } = guarded(set, 'endpoint_unreachable', true);
    const asked = vi.fn(endpoint);
    const three = [<ConnectPayments key="a" />, <ConnectPayouts key="b" />, <ConnectBalances key="c" />];
    renderConnect(set, three, { endpoint: asked });
    await set.tick();
    act(() => void window.dispatchEvent(new Event('online')));
    await set.tick();
    door.isOpen = false;
    set.sandbox.expire();
    await set.tick();
    door.isOpen = true;
    asked.mockClear();
    act(() => void window.dispatchEvent(new Event('online')));
    await set.tick();
    expect([stateOf('payments'), stateOf('payouts'), stateOf('balances')]).toEqual(Array(3).fill('ready'));
    // The refresh is retried too, and aborted at once.
    expect(asked.mock.calls.map(([{ signal }]) => signal.aborted)).toEqual([true, false]);
  });

  it('that failed for another reason stays as it is when the network is back', async () => {
    const set = stage();
    set.sandbox.fail({ element: 'api_error', only: 'payouts' });
    renderConnect(set, <ConnectPayouts />);
    await set.tick();
    const button = retryButton();
    act(() => void window.dispatchEvent(new Event('online')));
    await set.tick();
    expect(retryButton()).toBe(button);
  });

  it.each([
    [{ type: 'api_error' }, /\(api_error\): Stripe gave no reason/],
    [{ type: 'api_error', message: null }, /\(api_error\): Stripe gave no reason/],
    [{ type: 'account_session_create_error' }, /\(account_session_create_error\): Stripe gave no reason/],
    [
      { type: 'account_session_create_error', message: 'The session was revoked.' },
      /The session was revoked\. A new session/,
    ],
    [
      { type: 'account_session_create_error', message: 'The session was revoked' },
      /The session was revoked\. A new session/,
    ],
  ])('that Stripe fails with %j is reported in whole sentences', async (element, words) => {
    const set = stage();
    set.sandbox.fail({ element: element as never, times: 2 });
    const { onError } = renderConnect(set, <ConnectPayments />);
    await set.tick();
    await set.tick();
    expect(onError.mock.calls[0]![0].message).toMatch(words);
  });

  it('that never starts to draw times out after loadTimeout, and recovers if it draws later', async () => {
    const set = stage({ latency: { element: 8_000 } });
    const { onError } = renderConnect(set, <ConnectPayments loadTimeout={5_000} />);
    await set.tick();
    await set.tick(5_000);
    expect(onError.mock.calls.map(([error]) => error.code)).toEqual(['component_timeout']);
    await set.tick(3_000);
    expect(stateOf('payments')).toBe('ready');
    expect(shownBy('payments')).toContain('Payments');
  });

  it('whose setter Connect.js has dropped works without it, and reports that once', async () => {
    const set = stage();
    const prototype = customElements.get('stripe-connect-payments')!.prototype as Record<string, unknown>;
    const kept = prototype['setDefaultFiltersInternalOnly'];
    delete prototype['setDefaultFiltersInternalOnly'];
    const { onError, rerender } = renderConnect(
      set,
      <ConnectPayments defaultFilters={{ status: ['successful'] }} />,
    );
    await set.tick();
    rerender();
    rerender({}, <ConnectPayments defaultFilters={{ status: ['failed'] }} />);
    await set.tick();
    prototype['setDefaultFiltersInternalOnly'] = kept;
    expect(stateOf('payments')).toBe('ready');
    expect(onError.mock.calls.map(([error]) => error.code)).toEqual(['setter_failed']);
  });

  it('that the page’s own instance cannot create is reported, and the page keeps working', async () => {
    stage();
    const broken = {
      create: () => {
        throw new TypeError('no such element');
      },
      update() {},
      logout: async () => {},
    } as unknown as StripeConnectInstance;
    const onError = vi.fn<(error: EmbeddedError) => void>();
    render(
      <ConnectProvider connectInstance={broken} onError={onError}>
        <p>the page</p>
        <ConnectPayments />
      </ConnectProvider>,
    );
    expect(screen.getByText('the page')).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent('component_load_failed');
    expect(onError.mock.calls.map(([{ code, message }]) => [code, message])).toEqual([
      ['component_load_failed', expect.stringContaining('no such element')],
    ]);
  });

  it('shows the page’s own fallbacks', async () => {
    const set = stage();
    set.sandbox.fail({ element: 'api_error' });
    renderConnect(
      set,
      <ConnectBalances
        fallback={<p>mine to wait</p>}
        errorFallback={({ error, retry }) => <button onClick={retry}>again after {error.code}</button>}
      />,
    );
    expect(screen.getByText('mine to wait')).toBeInTheDocument();
    await set.tick();
    fireEvent.click(screen.getByText('again after component_load_failed'));
    await set.tick();
    expect(stateOf('balances')).toBe('ready');
  });
});

describe('a parent that re-renders', () => {
  it('with inline texts and handlers redraws nothing', async () => {
    const set = stage();
    set.sandbox.fail({ element: 'api_error' });
    const errorFallback = vi.fn(() => <p>mine</p>);
    const child = () => <ConnectPayments onLoadError={() => {}} />;
    const written = () => ({ messages: { retry: 'Once more' }, onError: () => {}, errorFallback });
    const { rerender } = renderConnect(set, child(), written());
    await set.tick();
    expect(screen.getByText('mine')).toBeInTheDocument();
    const drawn = errorFallback.mock.calls.length;
    rerender(written(), child());
    expect(errorFallback).toHaveBeenCalledTimes(drawn);
  });
});

describe('a publishable key', () => {
  it.each(['sk_test_1', 'rk_live_1'])('that is a secret key (%s) throws at once', (publishableKey) => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(() => render(<ConnectProvider publishableKey={publishableKey} endpoint="/session" />)).toThrow(
      expect.objectContaining({ code: 'invalid_key', message: expect.not.stringContaining(publishableKey) }),
    );
  });

  it('that is not a Stripe key is reported before anything is loaded', async () => {
    const set = stage();
    const { onError } = renderConnect(set, <ConnectPayments />, { publishableKey: 'nonsense' });
    await set.tick();
    expect(onError.mock.calls[0]![0]).toMatchObject({ code: 'invalid_key' });
    expect(set.log('mint')).toHaveLength(0);
  });

  it('that comes from the endpoint and is a secret key is reported as a leak', async () => {
    const set = stage();
    const { onError } = renderConnect(set, <ConnectPayments />, {
      publishableKey: undefined,
      endpoint: async (request) => ({
        ...(await set.sandbox.endpoint(request)),
        publishable_key: 'sk_live_1',
      }),
    });
    await set.tick();
    expect(onError.mock.calls[0]![0]).toMatchObject({
      code: 'invalid_key',
      message: expect.stringContaining('Roll it'),
    });
  });

  it('may come from the endpoint, with the locale, in the session’s response', async () => {
    const set = stage();
    renderConnect(set, <ConnectPayments />, {
      publishableKey: undefined,
      endpoint: async (request: SessionRequest) => ({
        ...(await set.sandbox.endpoint(request)),
        publishableKey: KEY,
        locale: 'fr-FR',
      }),
    });
    await set.tick();
    await set.tick();
    expect(shownBy('payments')).toContain('Paiements');
    expect(set.log('mint')).toHaveLength(1);
  });
});
