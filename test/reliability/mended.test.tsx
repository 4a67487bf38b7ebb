import { inspect } from 'node:util';
import { loadConnectAndInitialize } from '@stripe/connect-js/pure.js';
import { act, fireEvent, render, screen } from '@testing-library/react';
import {
  ConnectAccountOnboarding,
  ConnectPayments,
  ConnectProvider,
  EmbeddedError,
  useConnect,
  type SessionRequest,
  type UseConnectResult,
} from 'stripe-embedded';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { renderLinking } from '../support/bankStage.js';
import { KEY, renderConnect, retryButton, stage, stateOf, type Stage } from '../support/stage.js';
import { failingEndpoint, type EndpointFault } from './endpointFaults.js';

/* Faults found by reading the code for every wait, listener, timer and cache, and fixed since. */

const fault = (answer: EndpointFault['answer']) =>
  ({ fault: '', answer, reads: 'broken', code: '', again: true, retry: true }) satisfies EndpointFault;
const answers = (status: number, headers = {}) => fault(() => new Response('{}', { status, headers }));

let connect!: UseConnectResult;
function Payments() {
  connect = useConnect();
  return <ConnectPayments />;
}

describe('a Connect instance', () => {
  it('that requests two secrets while it waits shares one request', async () => {
    const set = stage();
    const page = window as unknown as {
      StripeConnect: { init: (params: { fetchClientSecret: () => Promise<string> }) => unknown };
    };
    const { init } = page.StripeConnect;
    const secrets: Array<Promise<string>> = [];
    page.StripeConnect.init = (params) => {
      secrets.push(params.fetchClientSecret(), params.fetchClientSecret());
      return init(params);
    };
    let answer = () => {};
    const open = new Promise<void>((resolve) => (answer = resolve));
    renderConnect(set, <ConnectPayments />, {
      endpoint: async (request) => open.then(() => set.sandbox.endpoint(request)),
    });
    await set.tick();
    answer();
    await set.tick();
    const [one, two] = await Promise.all(secrets);
    expect(one).toBe(two);
    expect(set.log('mint')).toHaveLength(1);
  });

  it('whose mode was wrong once recovers with retry()', async () => {
    const set = stage();
    let livemode = true;
    renderConnect(set, <Payments />, {
      endpoint: async (request) => ({ ...(await set.sandbox.endpoint(request)), livemode }),
    });
    await set.tick();
    expect(stateOf('payments')).toBe('error');
    livemode = false;
    act(() => connect.retry());
    await set.tick();
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
  });

  it('delays a refresh for as long as Retry-After says', async () => {
    const set = stage({ sessionTtl: 60 });
    const { state, endpoint } = failingEndpoint(set.sandbox);
    renderConnect(set, <ConnectPayments />, { endpoint });
    await set.tick();
    state.fault = answers(429, { 'Retry-After': '120' });
    await set.tick(60_000);
    const { requests } = state;
    for (let second = 0; second < 100; second += 5) await set.tick(5_000);
    expect(state.requests).toBe(requests);
  });

  it('tells the page when one failure turns into another', async () => {
    const set = stage({ sessionTtl: 60 });
    const { state, endpoint } = failingEndpoint(set.sandbox);
    const { onError } = renderConnect(set, <ConnectPayments />, { endpoint });
    await set.tick();
    state.fault = answers(500);
    for (let second = 0; second < 90; second += 5) await set.tick(5_000);
    state.fault = answers(401);
    for (let second = 0; second < 120; second += 5) await set.tick(5_000);
    expect(stateOf('payments')).toBe('error');
    expect(onError.mock.calls.map(([error]) => error.code)).toEqual([
      'endpoint_failed',
      'endpoint_unauthorized',
    ]);
  });

  it('gives a Retry the whole loadTimeout', async () => {
    const set = stage();
    let answer: () => Promise<object> = () => Promise.reject(new Error('no'));
    const { onError } = renderConnect(set, <ConnectPayments />, {
      endpoint: async (request: SessionRequest) => {
        await answer();
        return set.sandbox.endpoint(request);
      },
      loadTimeout: 10_000,
    });
    await set.tick(1_000);
    expect(stateOf('payments')).toBe('error');
    await set.tick(8_000);
    answer = () => new Promise((resolve) => set.sandbox.clock.setTimeout(() => resolve({}), 5_000));
    fireEvent.click(retryButton());
    await set.tick(2_000);
    expect(stateOf('payments')).toBe('loading');
    await set.tick(3_000);
    expect(stateOf('payments')).toBe('ready');
    expect(onError).toHaveBeenCalledTimes(1);
  });

  it('sends a new request when Retry is pressed while an old one hangs', async () => {
    const set = stage();
    let hangs = true;
    renderConnect(set, <ConnectPayments />, {
      endpoint: async (request) => (hangs ? new Promise(() => {}) : set.sandbox.endpoint(request)),
      loadTimeout: 5_000,
    });
    await set.tick();
    await set.tick(5_000);
    expect(stateOf('payments')).toBe('error');
    hangs = false;
    fireEvent.click(retryButton());
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
  });

  it('is reused by a route that comes back after a logout', async () => {
    const set = stage();
    const one = () =>
      render(
        <ConnectProvider publishableKey={KEY} endpoint={set.sandbox.endpoint} clock={set.sandbox.clock}>
          <Payments />
        </ConnectProvider>,
      );
    const first = one();
    await set.tick();
    await act(() => connect.logout());
    first.unmount();
    const second = one();
    await set.tick();
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
    expect(set.log('mint')).toHaveLength(2);
    second.unmount();
    await set.tick();
    one();
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
    expect(set.log('mint')).toHaveLength(2);
  });

  it('is reused by a route that comes back after a logout and a retry()', async () => {
    const set = stage();
    const one = () =>
      render(
        <ConnectProvider publishableKey={KEY} endpoint={set.sandbox.endpoint} clock={set.sandbox.clock}>
          <Payments />
        </ConnectProvider>,
      );
    const first = one();
    await set.tick();
    await act(() => connect.logout());
    act(() => connect.retry());
    await set.tick();
    expect(set.log('mint')).toHaveLength(2);
    first.unmount();
    await set.tick();
    one();
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
    expect(set.log('mint')).toHaveLength(2);
  });

  it('is renewed, without the user noticing, each time its session is refused, if it was ready in between', async () => {
    const set = stage();
    const { onError } = renderConnect(set, <ConnectPayments />);
    for (let hour = 0; hour < 2; hour++) {
      await set.tick();
      await set.tick(3_600_000);
      expect(stateOf('payments')).toBe('ready');
      act(() => set.sandbox.element('payments')[0]!.emit('loadError', 'authentication_error'));
      await set.tick();
    }
    expect(onError).not.toHaveBeenCalled();
  });

  it('shows nothing of its account once a refresh has returned another account’s session', async () => {
    const set = stage({ sessionTtl: 60 });
    const [a, b] = set.sandbox.accounts;
    let signedIn = a!;
    renderConnect(set, <Payments />, {
      endpoint: (request) => set.sandbox.endpoint({ ...request, account: signedIn.id }),
    });
    await set.tick();
    signedIn = b!;
    await set.tick(60_000);
    await set.tick();
    expect(connect.account).toBe(b!.id);
    expect(document.querySelector('stripe-connect-payments')!.shadowRoot!.textContent).not.toContain(a!.name);
  });

  it('that the page created offers no Retry that does nothing', async () => {
    const set = stage();
    const connectInstance = loadConnectAndInitialize({
      publishableKey: KEY,
      fetchClientSecret: async () => (await set.sandbox.endpoint({ flow: 'connect' })).clientSecret,
    });
    render(
      <ConnectProvider connectInstance={connectInstance}>
        <ConnectPayments />
      </ConnectProvider>,
    );
    await set.tick();
    act(() => set.sandbox.element('payments')[0]!.emit('loadError', 'authentication_error'));
    await set.tick();
    const button = screen.queryByRole('button', { name: 'Try again' });
    if (button) fireEvent.click(button);
    await set.tick();
    expect(button === null || stateOf('payments') === 'ready').toBe(true);
  });

  it('finishes logout() after five seconds even if Stripe’s own logout never does', async () => {
    const set = stage();
    renderConnect(set, <Payments />);
    await set.tick();
    vi.spyOn(connect.instance!, 'logout').mockReturnValue(new Promise(() => {}));
    const ended = vi.fn();
    act(() => void connect.logout().then(ended));
    await set.tick(4_999);
    expect(ended).not.toHaveBeenCalled();
    await set.tick(1);
    expect(ended).toHaveBeenCalled();
  });
});

describe('the page’s own functions', () => {
  it('a handler that throws does no harm', async () => {
    const set = stage();
    renderConnect(set, <ConnectPayments />, {
      onSessionEvent({ type }) {
        if (type === 'minted') throw new TypeError('the page’s own mistake');
      },
    });
    await set.tick();
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
  });

  it('headers() that fails once does not interrupt the page at a refresh', async () => {
    const set = stage({ sessionTtl: 60 });
    const { endpoint } = failingEndpoint(set.sandbox);
    let hasToken = true;
    const headers = async () => {
      if (!hasToken) throw new Error('no token now');
      return {};
    };
    renderConnect(set, <ConnectPayments />, { endpoint: { ...endpoint, headers } });
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
    hasToken = false;
    await set.tick(60_000);
    expect(stateOf('payments')).toBe('ready');
  });

  it('checkStatus that throws is reported to the provider’s onError', async () => {
    const set = stage();
    const { onError } = renderConnect(
      set,
      <ConnectAccountOnboarding checkStatus={() => Promise.reject(new Error('no'))} />,
    );
    await set.tick();
    act(() => set.sandbox.element('account-onboarding')[0]!.emit('exit'));
    await set.tick();
    expect(onError.mock.calls.map(([error]) => error.code)).toEqual(['flow_failed']);
  });

  it('onComplete that throws is not reported as a failure of checkStatus', async () => {
    const set = stage();
    const onError = vi.fn();
    renderConnect(
      set,
      <ConnectAccountOnboarding
        checkStatus={() => true}
        onComplete={() => {
          throw new Error('the page’s own mistake');
        }}
        onError={onError}
      />,
    );
    await set.tick();
    act(() => set.sandbox.element('account-onboarding')[0]!.emit('exit'));
    await set.tick();
    expect(onError).not.toHaveBeenCalled();
  });

  it('onComplete is the latest one when checkStatus answers', async () => {
    const set = stage();
    const called: number[] = [];
    let answer!: (done: boolean) => void;
    const page = (at: number) => (
      <ConnectAccountOnboarding
        checkStatus={() => new Promise((resolve) => (answer = resolve))}
        onComplete={() => called.push(at)}
      />
    );
    const { rerender } = renderConnect(set, page(1));
    await set.tick();
    act(() => set.sandbox.element('account-onboarding')[0]!.emit('exit'));
    rerender({}, page(2));
    answer(true);
    await set.tick();
    expect(called).toEqual([2]);
  });

  it('onExit is not called once the component has unmounted', async () => {
    const set = stage();
    const checkStatus = vi.fn(() => true);
    const onComplete = vi.fn();
    const { rerender } = renderConnect(
      set,
      <ConnectAccountOnboarding checkStatus={checkStatus} onComplete={onComplete} />,
    );
    await set.tick();
    const [element] = set.sandbox.element('account-onboarding');
    rerender({}, null);
    act(() => element!.emit('exit'));
    await set.tick();
    expect(onComplete).not.toHaveBeenCalled();
  });
});

describe('bank linking', () => {
  const later = (set: Stage) => {
    let arrive!: (stripe: never) => void;
    const stripe = new Promise<never>((resolve) => (arrive = resolve as typeof arrive));
    return { ...renderLinking(set, {}, { stripe }), arrive };
  };

  it('can start again if it was aborted before the window was open', async () => {
    const set = stage();
    const first = later(set);
    await first.start('collectAccounts');
    first.unmount();
    await set.tick();
    const second = renderLinking(set);
    const flow = await second.start('collectAccounts');
    first.arrive(undefined as never);
    await set.tick();
    expect(flow.answer).toBeUndefined();
    expect(second.seen.link.status).toBe('open');
  });

  it('times out if the page’s own Stripe.js does not load', async () => {
    const set = stage();
    const { start, arrive } = later(set);
    const flow = await start('collectAccounts');
    await set.tick(60_000);
    const ended = flow.answer;
    arrive(undefined as never);
    await set.tick();
    expect(ended).toMatchObject({ type: 'failed', error: { code: 'script_timeout' } });
  });

  it('leaves no listener behind after each flow', async () => {
    const set = stage();
    let listening = 0;
    const { prototype } = AbortSignal;
    const { addEventListener, removeEventListener } = prototype;
    prototype.addEventListener = function (...args: never) {
      listening++;
      return Reflect.apply(addEventListener, this, args);
    };
    prototype.removeEventListener = function (...args: never) {
      listening--;
      return Reflect.apply(removeEventListener, this, args);
    };
    onTestFinished(() => void Object.assign(prototype, { addEventListener, removeEventListener }));
    const { start } = renderLinking(
      set,
      {},
      { endpoint: (request) => set.sandbox.endpoint({ ...request, signal: undefined }) },
    );
    for (let time = 0; time < 10; time++) {
      await start('collectAccounts');
      set.sandbox.financialConnections.cancel();
      await set.tick();
    }
    expect(listening).toBe(0);
  });

  it('can start again at once if the account was switched at the very moment of a timeout', async () => {
    const set = stage();
    const [a, b] = set.sandbox.accounts;
    const { state, endpoint } = failingEndpoint(set.sandbox);
    state.fault = fault(
      ({ signal }) => new Promise((_, reject) => signal!.addEventListener('abort', reject)),
    );
    const { start, rerender, seen } = renderLinking(set, {}, { endpoint, account: a!.id });
    await start('collectAccounts');
    state.fault = undefined;
    rerender({ account: b!.id });
    act(() => set.sandbox.advance(15_000));
    await set.tick();
    await start('collectAccounts');
    expect(seen.link.status).toBe('open');
  });
});

describe('an error', () => {
  it('holds no secret that was part of a URL', () => {
    const error = new EmbeddedError('endpoint_failed', 'GET /x?client_secret%3Daccs_secret__CANARY failed');
    expect(error.message).not.toContain('CANARY');
  });

  it('holds no secret from an AggregateError', () => {
    const cause = new AggregateError([new Error('accs_secret__CANARY')], 'All failed');
    expect(inspect(new EmbeddedError('endpoint_failed', 'no', { cause }), { depth: 9 })).not.toContain(
      'CANARY',
    );
  });
});
