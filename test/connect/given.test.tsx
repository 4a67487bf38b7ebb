import { loadConnectAndInitialize } from '@stripe/connect-js/pure.js';
import { act, fireEvent, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import {
  ConnectAccountOnboarding,
  ConnectBalances,
  ConnectComponentsProvider,
  ConnectPayments,
  ConnectProvider,
} from 'stripe-embedded';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { listenIn } from '../support/listenIn.js';
import { KEY, panel, retryButton, stage, stateOf, type Stage } from '../support/stage.js';

const newInstance = ({ sandbox }: Stage) =>
  loadConnectAndInitialize({
    publishableKey: KEY,
    fetchClientSecret: async () => (await sandbox.endpoint({ flow: 'connect' })).clientSecret,
  });

describe('logout() of an instance that the page created', () => {
  it('leaves no component blank', async () => {
    const set = stage();
    const { heard, Listener } = listenIn();
    render(
      <ConnectProvider connectInstance={newInstance(set)}>
        <Listener />
        <ConnectPayments />
      </ConnectProvider>,
    );
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
    expect(heard.now!.status).toBe('ready');
    await act(() => heard.now!.logout());
    expect(heard.now!.status).toBe('logged_out');
    expect(screen.getByRole('alert')).toHaveTextContent('You are signed out');
    await act(() => heard.now!.logout());
    expect(set.log('logout')).toHaveLength(1);
  });

  it('logs out of every provider around the instance, including one that mounts later', async () => {
    const set = stage();
    const { heard, Listener } = listenIn();
    const instance = newInstance(set);
    const page = (first: ReactNode, second: ReactNode) => (
      <>
        <ConnectProvider connectInstance={instance}>
          <Listener />
          {first}
        </ConnectProvider>
        {second && <ConnectProvider connectInstance={instance}>{second}</ConnectProvider>}
      </>
    );
    const view = render(page(<ConnectBalances />, <ConnectPayments />));
    await set.tick();
    await act(() => heard.now!.logout());
    expect([stateOf('balances'), stateOf('payments')]).toEqual(['error', 'error']);
    view.rerender(page(<ConnectBalances />, null));
    view.rerender(page(<ConnectBalances />, <ConnectPayments />));
    await set.tick();
    expect(stateOf('payments')).toBe('error');
  });

  it('does not wait long for Stripe', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { heard, Listener } = listenIn();
    const instance = { create: vi.fn(), update: vi.fn(), logout: () => new Promise<void>(() => {}) };
    render(
      <ConnectProvider connectInstance={instance as never}>
        <Listener />
      </ConnectProvider>,
    );
    const ended = vi.fn();
    act(() => void heard.now!.logout().then(ended));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(ended).toHaveBeenCalled();
  });

  it('discards a status check that was started before', async () => {
    const set = stage();
    const { heard, Listener } = listenIn();
    const onComplete = vi.fn();
    let answer!: (complete: boolean) => void;
    render(
      <ConnectProvider connectInstance={newInstance(set)}>
        <Listener />
        <ConnectAccountOnboarding
          checkStatus={() => new Promise<boolean>((resolve) => (answer = resolve))}
          onComplete={onComplete}
        />
      </ConnectProvider>,
    );
    await set.tick();
    act(() => set.sandbox.element('account-onboarding')[0]!.emit('exit'));
    await act(() => heard.now!.logout());
    answer(true);
    await set.tick();
    expect(onComplete).not.toHaveBeenCalled();
  });
});

it('a test’s mock instance is drawn even if its promise is not a promise', () => {
  const node = document.createElement('div');
  const instance = { create: () => node, update: vi.fn(), logout: vi.fn(), debugInstance: vi.fn() };
  render(
    <ConnectProvider connectInstance={instance as never}>
      <ConnectPayments />
    </ConnectProvider>,
  );
  expect(panel('payments')).toContainElement(node);
});

it.each([null, undefined])(
  'a mock instance that creates %s, as `vi.fn()` does, does not crash the page',
  (made) => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    onTestFinished(() => void vi.restoreAllMocks());
    render(
      <ConnectProvider connectInstance={{ create: () => made } as never}>
        <ConnectPayments />
      </ConnectProvider>,
    );
    expect(stateOf('payments')).toBe('error');
  },
);

// For what a mock does not define, Jest returns `undefined` and Vitest throws.
it.each([
  ['Jest', { loadConnectAndInitialize: vi.fn(), connectElementTagNames: undefined }],
  ['Vitest', { loadConnectAndInitialize: vi.fn() }],
])('a mock of connect-js that has only its loader, as tests with %s write it, is drawn', async (_, mock) => {
  vi.resetModules();
  vi.doMock('@stripe/connect-js/pure.js', () => mock);
  onTestFinished(() => vi.doUnmock('@stripe/connect-js/pure.js'));
  const mocked = await import('stripe-embedded');
  const node = document.createElement('div');
  const create = vi.fn((_tag: string) => node);
  render(
    <mocked.ConnectComponentsProvider connectInstance={{ create, update() {}, logout() {} } as never}>
      <mocked.ConnectPayments />
    </mocked.ConnectComponentsProvider>,
  );
  expect(panel('payments')).toContainElement(node);
  expect(create).toHaveBeenCalledExactlyOnceWith('payments');
});

it('Retry makes a new element as often as it is pressed', async () => {
  const set = stage();
  render(
    <ConnectProvider connectInstance={newInstance(set)} onError={() => {}}>
      <ConnectPayments />
    </ConnectProvider>,
  );
  set.sandbox.fail({ element: 'api_error', times: 3 });
  for (let failed = 0; failed < 3; failed++) {
    await set.tick();
    expect(stateOf('payments')).toBe('error');
    fireEvent.click(retryButton());
  }
  await set.tick();
  expect(stateOf('payments')).toBe('ready');
});

it('an instance that does not exist yet leaves the session idle', () => {
  const { heard, Listener } = listenIn();
  const tree = (instance?: ReturnType<typeof newInstance>) => (
    <ConnectComponentsProvider connectInstance={instance!}>
      <Listener />
      <ConnectPayments />
    </ConnectComponentsProvider>
  );
  render(tree());
  expect(heard.now!.status).toBe('idle');
  expect(stateOf('payments')).toBe('loading');
});

it('an endpoint beside an instance that is undefined creates the sessions', async () => {
  const set = stage();
  render(
    <ConnectProvider
      publishableKey={KEY}
      endpoint={set.sandbox.endpoint}
      clock={set.sandbox.clock}
      connectInstance={undefined}
    >
      <ConnectPayments />
    </ConnectProvider>,
  );
  await set.tick();
  expect(stateOf('payments')).toBe('ready');
});

it('the page’s own Retry, which cannot recreate the page’s own instance, leaves the focus on its button', async () => {
  const set = stage();
  const debugInstance = () => Promise.reject(new Error('blocked'));
  const instance = { create: () => document.createElement('div'), debugInstance };
  render(
    <ConnectProvider
      connectInstance={instance as never}
      errorFallback={({ retry }) => <button onClick={retry}>Again</button>}
    >
      <ConnectPayments />
    </ConnectProvider>,
  );
  await set.tick();
  act(() => screen.getByText('Again').focus());
  fireEvent.click(screen.getByText('Again'));
  expect(screen.getByText('Again')).toHaveFocus();
});
