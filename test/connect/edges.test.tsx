import type { StripeConnectInstance } from '@stripe/connect-js';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { useEffect } from 'react';
import {
  ConnectAccountOnboarding,
  ConnectComponentsProvider,
  ConnectPayments,
  ConnectProvider,
  useConnect,
  useConnectComponents,
  type EmbeddedError,
} from 'stripe-embedded';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { listenIn } from '../support/listenIn.js';
import { renderConnect, slowEndpoint, stage, stateOf } from '../support/stage.js';

afterEach(() => vi.restoreAllMocks());

/** An instance as a page builds one for its own tests: without connect-js's internals. */
function handMade() {
  const node = Object.assign(document.createElement('div'), {} as Record<string, unknown>);
  const calls: unknown[][] = [];
  for (const name of ['OnLoaderStart', 'OnLoadError', 'DefaultFilters'])
    node[`set${name}`] = (value: unknown) => calls.push([name, value]);
  const logout = vi.fn(() => Promise.reject(new Error('there is no session')));
  const instance = { create: () => node, update() {}, logout } as unknown as StripeConnectInstance;
  return { instance, node, calls, logout };
}

describe('an instance that the page created', () => {
  it('takes its props through the element’s own setters', () => {
    const { instance, calls, node } = handMade();
    render(
      <ConnectProvider connectInstance={instance}>
        <ConnectPayments defaultFilters={{ status: ['failed'] }} />
      </ConnectProvider>,
    );
    expect(node.isConnected).toBe(true);
    expect(calls.find(([name]) => name === 'DefaultFilters')).toEqual([
      'DefaultFilters',
      { status: ['failed'] },
    ]);
    expect(calls.map(([name]) => name)).toHaveLength(new Set(calls.map(([name]) => name)).size);
  });

  it('can be logged out, and retry and refresh leave it alone because only the page can recreate it', async () => {
    const { instance, logout } = handMade();
    const { heard, Listener } = listenIn();
    render(
      <ConnectProvider connectInstance={instance}>
        <Listener />
        <ConnectPayments />
      </ConnectProvider>,
    );
    const before = document.querySelector('[data-stripe-embedded] > div > div');
    act(() => {
      heard.now!.retry();
      heard.now!.refresh();
    });
    expect(document.querySelector('[data-stripe-embedded] > div > div')).toBe(before);
    await expect(heard.now!.logout()).resolves.toBeUndefined();
    expect(logout).toHaveBeenCalledTimes(1);
  });

  it('shows a failed session without a Retry, because only the page can create another instance', () => {
    const { instance, calls } = handMade();
    const onError = vi.fn<(error: EmbeddedError) => void>();
    render(
      <ConnectProvider connectInstance={instance} onError={onError}>
        <ConnectPayments />
      </ConnectProvider>,
    );
    const fail = calls.find(([name]) => name === 'OnLoadError')![1] as (value: object) => void;
    act(() =>
      fail({ elementTagName: 'payments', error: { type: 'authentication_error', message: 'expired' } }),
    );
    expect(screen.getByRole('alert')).toHaveTextContent('session_expired');
    expect(screen.queryByRole('button')).toBeNull();
    expect(onError.mock.calls.map(([{ code }]) => code)).toEqual(['session_expired']);
  });
});

describe('an instance that the page created, whose script never loaded', () => {
  it('is reported once, without a Retry, because only the page can create another instance', async () => {
    const { instance } = handMade();
    const debugInstance = () => Promise.reject(new Error('blocked by the client'));
    const onError = vi.fn<(error: EmbeddedError) => void>();
    const { heard, Listener } = listenIn();
    render(
      <ConnectProvider connectInstance={Object.assign(instance, { debugInstance })} onError={onError}>
        <Listener />
        <ConnectPayments />
      </ConnectProvider>,
    );
    expect(await screen.findByRole('alert')).toHaveTextContent('script_blocked');
    expect(heard.now!.status).toBe('error');
    expect(screen.queryByRole('button')).toBeNull();
    expect(onError.mock.calls.map(([{ code, retryable }]) => [code, retryable])).toEqual([
      ['script_blocked', false],
    ]);
  });
});

describe('an element of an instance that the page created', () => {
  it('has a Retry that recreates the element when it fails for another reason', () => {
    const { instance, calls } = handMade();
    const create = vi.spyOn(instance, 'create');
    render(
      <ConnectProvider connectInstance={instance}>
        <ConnectPayments />
      </ConnectProvider>,
    );
    const before = create.mock.calls.length;
    const fail = calls.find(([name]) => name === 'OnLoadError')![1] as (value: object) => void;
    act(() => fail({ elementTagName: 'payments', error: { type: 'api_error', message: 'a hiccup' } }));
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(create.mock.calls.length).toBeGreaterThan(before);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('reports which prop it did not take, and why', () => {
    const { instance } = handMade();
    const onError = vi.fn<(error: EmbeddedError) => void>();
    render(
      <ConnectProvider connectInstance={instance} onError={onError}>
        <ConnectPayments {...({ colour: 'red' } as object)} />
      </ConnectProvider>,
    );
    expect(onError.mock.calls[0]![0]).toMatchObject({
      code: 'setter_failed',
      component: 'payments',
      message: expect.stringContaining('did not accept `colour` of payments'),
      cause: expect.any(TypeError),
    });
  });
});

describe('useConnectComponents', () => {
  it('names itself and the missing provider when used outside of one', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const Lost = () => String(useConnectComponents());
    expect(() => render(<Lost />)).toThrow(/`useConnectComponents`.*<ConnectComponentsProvider>/);
  });

  it('throws until there is an instance, and says what to use instead', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const set = stage();
    function Early() {
      useConnectComponents();
      return null;
    }
    expect(() => renderConnect(set, <Early />)).toThrow('Use `useConnect()`');
  });

  it('returns the instance below either provider, as the same object while it lasts', () => {
    const { instance } = handMade();
    const seen = new Set<{ connectInstance: unknown }>();
    function Reach() {
      const given = useConnectComponents();
      useEffect(() => void seen.add(given), [given]);
      return null;
    }
    const page = () => (
      <ConnectComponentsProvider connectInstance={instance}>
        <Reach />
      </ConnectComponentsProvider>
    );
    const { rerender } = render(page());
    rerender(page());
    expect([...seen]).toEqual([{ connectInstance: instance }]);
  });
});

describe('an error fallback of the page', () => {
  it('can be one element for every error', async () => {
    const set = stage();
    set.sandbox.fail({ element: 'api_error' });
    renderConnect(set, <ConnectPayments errorFallback={<p>Call us</p>} />);
    await set.tick();
    expect(screen.getByText('Call us')).toBeVisible();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('signing out or unmounting', () => {
  it('while the endpoint is asked for the key starts nothing when the answer arrives', async () => {
    const set = stage();
    const { endpoint, answerAll } = slowEndpoint(set);
    const onSessionEvent = vi.fn<(event: { type: string }) => void>();
    const { unmount } = renderConnect(set, <ConnectPayments />, {
      publishableKey: undefined,
      endpoint,
      onSessionEvent,
    });
    await set.tick();
    unmount();
    await set.tick(1);
    answerAll();
    await set.tick();
    expect(set.log('claim')).toHaveLength(0);
    expect(onSessionEvent.mock.calls.map(([{ type }]) => type)).toEqual(['requested']);
  });

  it('as soon as the page sees whose session it is does not start Connect.js', async () => {
    const set = stage();
    const { endpoint, answerAll } = slowEndpoint(set);
    function Gate() {
      const { session, logout } = useConnect();
      useEffect(() => {
        if (session) void logout();
      }, [session, logout]);
      return null;
    }
    const { onError } = renderConnect(set, [<Gate key="g" />, <ConnectPayments key="p" />], {
      publishableKey: undefined,
      endpoint,
    });
    await set.tick();
    // In a browser, React renders a store's change in a microtask.
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false);
    onTestFinished(() => void vi.unstubAllGlobals());
    answerAll();
    while (stateOf('payments') !== 'error') await new Promise((resolve) => setTimeout(resolve, 0));
    answerAll();
    await set.tick();
    expect(set.log('mint')).toHaveLength(1);
    expect(onError).not.toHaveBeenCalled();
  });

  it('while a session is minted never hands out the secret', async () => {
    const set = stage();
    const { endpoint, answerAll } = slowEndpoint(set);
    const { heard, Listener } = listenIn();
    renderConnect(set, [<Listener key="l" />, <ConnectPayments key="p" />], { endpoint });
    await set.tick();
    await act(() => heard.now!.logout());
    answerAll();
    await set.tick();
    expect(set.log('claim')).toHaveLength(0);
    expect(heard.now!.status).toBe('logged_out');
    expect(stateOf('payments')).toBe('error');
  });

  it('while the onboarding status is checked does not report a failure of that check', async () => {
    const set = stage();
    let failNow: (cause: Error) => void = () => {};
    const told = vi.fn();
    const { rerender, onError } = renderConnect(
      set,
      <ConnectAccountOnboarding
        onExit={() => {}}
        checkStatus={() => new Promise((_, reject) => (failNow = reject))}
        onComplete={told}
        onIncomplete={told}
      />,
    );
    await set.tick();
    act(() => set.sandbox.element('account-onboarding')[0]!.emit('exit'));
    rerender({}, <p>elsewhere</p>);
    failNow(new Error('the request was aborted'));
    await set.tick();
    expect(onError).not.toHaveBeenCalled();
    expect(told).not.toHaveBeenCalled();
  });
});

describe('nothing is renewed', () => {
  it('when an element of an instance that is gone fails', async () => {
    const set = stage();
    const { heard, Listener } = listenIn();
    const { onError } = renderConnect(set, [<Listener key="l" />, <ConnectPayments key="p" />]);
    await set.tick();
    const old = set.sandbox.element('payments')[0]!;
    act(() => heard.now!.refresh());
    await set.tick();
    expect(set.log('mint')).toHaveLength(2);
    act(() => old.emit('loadError', 'authentication_error'));
    await set.tick();
    expect(set.log('mint')).toHaveLength(2);
    expect(stateOf('payments')).toBe('ready');
    expect(onError).not.toHaveBeenCalled();
  });

  it('when the network comes back and nothing is broken', async () => {
    const set = stage();
    renderConnect(set, <ConnectPayments />);
    await set.tick();
    fireEvent(window, new Event('online'));
    await set.tick();
    expect(set.log('mint')).toHaveLength(1);
  });
});
