import { act, fireEvent, render } from '@testing-library/react';
import { StrictMode, useState, type ReactNode } from 'react';
import {
  ConnectNotificationBanner,
  ConnectPayments,
  ConnectPayouts,
  ConnectProvider,
  useConnect,
  type SessionRequest,
} from 'stripe-embedded';
import { createManualClock } from 'stripe-embedded/sandbox';
import { expect, it, vi } from 'vitest';
import { guarded } from '../support/endpoints.js';
import { listenIn } from '../support/listenIn.js';
import { shadowPlace } from '../support/shadowPlace.js';
import { KEY, panel, providerOn, renderConnect, retryButton, stage, stateOf } from '../support/stage.js';

it('a session that is refused long after a successful renewal is renewed again', async () => {
  const set = stage();
  const { onError } = renderConnect(set, <ConnectPayments />);
  await set.tick();
  for (let time = 0; time < 3; time++) {
    act(() =>
      set.sandbox
        .element('payments')
        .at(-1)!
        .emit('loadError', { type: 'authentication_error', message: 'The session has expired.' }),
    );
    await set.tick();
    expect([time, stateOf('payments')]).toEqual([time, 'ready']);
    await set.tick(30 * 60_000);
  }
  expect(onError).not.toHaveBeenCalled();
});

it('a session that is refused soon after a renewal is renewed again if a refresh succeeded in between', async () => {
  const set = stage();
  const { onError } = renderConnect(set, <ConnectPayments />);
  const refuse = () =>
    act(() => set.sandbox.element('payments').at(-1)!.emit('loadError', 'authentication_error'));
  await set.tick();
  refuse();
  await set.tick();
  set.sandbox.expire();
  await set.tick();
  expect(set.log('mint')).toHaveLength(3);
  refuse();
  await set.tick();
  expect(set.log('mint')).toHaveLength(4);
  expect(stateOf('payments')).toBe('ready');
  expect(onError).not.toHaveBeenCalled();
});

it.each([
  [59_999, 'error'],
  [60_000, 'ready'],
])('a session that is refused %i ms after a renewal ends in "%s"', async (later, state) => {
  const set = stage();
  renderConnect(set, <ConnectPayments />);
  const refuse = () =>
    act(() => set.sandbox.element('payments').at(-1)!.emit('loadError', 'authentication_error'));
  await set.tick();
  refuse();
  await set.tick();
  for (let time = 0; time < 50_000; time += 10_000) await set.tick(10_000);
  await set.tick(later - 50_000);
  refuse();
  await set.tick();
  expect(stateOf('payments')).toBe(state);
});

it('the retry of an errorFallback that has unmounted does not throw', async () => {
  const set = stage();
  set.sandbox.fail({ api: 401, times: 1 });
  const [one, two] = set.sandbox.accounts;
  let again: (() => void) | undefined;
  const errorFallback = ({ retry }: { retry: () => void }) => {
    again ??= retry;
    return <p>Sign in</p>;
  };
  const view = renderConnect(set, <ConnectPayments errorFallback={errorFallback} />, { account: one!.id });
  await set.tick();
  // `onClick={async () => { await signIn(); retry(); }}`, where signing in switched the page to another account.
  view.rerender({ account: two!.id });
  await set.tick();
  expect(() => act(() => again!())).not.toThrow();
});

it('a refresh with no component mounted starts nothing and fails nothing', async () => {
  const set = stage();
  let connect!: ReturnType<typeof useConnect>;
  function Head() {
    connect = useConnect();
    return null;
  }
  const { onError } = renderConnect(set, <Head />);
  await set.tick();
  act(() => connect.refresh());
  await set.tick();
  await set.tick(30_000);
  expect({ status: connect.status, errors: onError.mock.calls }).toEqual({ status: 'idle', errors: [] });
});

it('after a refresh with no component mounted, all providers that get components share one session', async () => {
  const set = stage();
  const Provider = providerOn(set);
  const { heard, Listener } = listenIn();
  const page = (inside?: ReactNode, beside?: ReactNode) => (
    <>
      <Provider>
        <Listener />
        {inside}
      </Provider>
      {beside}
    </>
  );
  const { rerender } = render(page());
  act(() => heard.now!.refresh());
  const beside = (
    <Provider>
      <ConnectPayouts />
    </Provider>
  );
  rerender(page(<ConnectPayments />, beside));
  await set.tick();
  expect([stateOf('payments'), stateOf('payouts')]).toEqual(['ready', 'ready']);
  expect(set.log('mint')).toHaveLength(1);
});

it('a session that was released and then restarted is shared with another provider', async () => {
  const set = stage({ sessionTtl: 60 });
  const Provider = providerOn(set);
  const page = (inside: ReactNode, beside?: ReactNode) => [<Provider key="first">{inside}</Provider>, beside];
  const { rerender } = render(page(<ConnectPayments />));
  await set.tick();
  rerender(page(null));
  for (let second = 0; second < 80; second += 10) await set.tick(10_000);
  rerender(page(<ConnectPayments />));
  await set.tick();
  expect(set.log('mint')).toHaveLength(2);
  const beside = (
    <Provider key="beside">
      <ConnectPayouts />
    </Provider>
  );
  rerender(page(<ConnectPayments />, beside));
  await set.tick();
  expect([stateOf('payments'), stateOf('payouts')]).toEqual(['ready', 'ready']);
  expect(set.log('mint')).toHaveLength(2);
});

it('a banner with content stays visible when the page turns on hideWhenEmpty', async () => {
  const set = stage();
  const view = renderConnect(set, <ConnectNotificationBanner />);
  await set.tick();
  view.rerender({}, <ConnectNotificationBanner hideWhenEmpty />);
  await set.tick(60_000);
  expect(panel('notification-banner').style.visibility).not.toBe('hidden');
});

it('an empty banner takes no space after a session failure', async () => {
  const set = stage({ accounts: [{ id: 'acct_1', details_submitted: true }] });
  const { door, endpoint } = guarded(set);
  renderConnect(set, <ConnectNotificationBanner hideWhenEmpty />, { endpoint });
  await set.tick();
  expect(panel('notification-banner').style.display).toBe('none');
  door.isOpen = false;
  set.sandbox.expire();
  await set.tick();
  await set.tick();
  expect(stateOf('notification-banner')).toBe('error');
  door.isOpen = true;
  fireEvent.click(retryButton());
  await set.tick();
  expect(stateOf('notification-banner')).toBe('ready');
  expect(panel('notification-banner').style.display).toBe('none');
});

it('the page’s own Retry in a shadow root keeps the focus', async () => {
  const place = shadowPlace();
  const set = stage();
  set.sandbox.fail({ api: 401, times: 1 });
  render(
    <ConnectProvider publishableKey={KEY} endpoint={set.sandbox.endpoint} clock={set.sandbox.clock}>
      <ConnectPayments errorFallback={({ retry }) => <button onClick={retry}>Again</button>} />
    </ConnectProvider>,
    { container: place },
  );
  await set.tick();
  const button = place.querySelector('button')!;
  act(() => button.focus());
  act(() => button.click());
  await set.tick();
  expect((place.getRootNode() as ShadowRoot).activeElement).toBe(
    place.querySelector('[data-stripe-embedded]'),
  );
});

it('the first Retry for another account retries the element, not the whole instance', async () => {
  const set = stage();
  const [one, two] = set.sandbox.accounts;
  set.sandbox.fail({ element: 'api_error', only: 'payments' });
  const view = renderConnect(set, <ConnectPayments />, { account: one!.id });
  await set.tick();
  fireEvent.click(retryButton());
  await set.tick();
  set.sandbox.fail({ element: 'api_error', only: 'payments' });
  view.rerender({ account: two!.id });
  await set.tick();
  const mints = set.log('mint').length;
  fireEvent.click(retryButton());
  await set.tick();
  expect(stateOf('payments')).toBe('ready');
  expect(set.log('mint')).toHaveLength(mints);
});

it('the second Retry recreates an instance that has drawn nothing, whatever the previous instance had drawn', async () => {
  const set = stage();
  renderConnect(set, <ConnectPayments />);
  await set.tick();
  set.sandbox.fail({ element: 'api_error', only: 'payments', times: 2 });
  act(() => set.sandbox.element('payments')[0]!.emit('loadError', 'authentication_error'));
  await set.tick();
  fireEvent.click(retryButton());
  await set.tick();
  expect(set.log('mint')).toHaveLength(2);
  fireEvent.click(retryButton());
  await set.tick();
  expect(stateOf('payments')).toBe('ready');
  expect(set.log('mint')).toHaveLength(3);
});

it('a session with the same appearance is shared after an earlier session has gone', async () => {
  const set = stage({ sessionTtl: 60 });
  const provider = (theme: 'light' | 'dark', children: ReactNode) => (
    <ConnectProvider
      publishableKey={KEY}
      endpoint={set.sandbox.endpoint}
      clock={set.sandbox.clock}
      theme={theme}
    >
      {children}
    </ConnectProvider>
  );
  const page = (first: ReactNode, third?: ReactNode) => (
    <>
      {provider('light', first)}
      {provider('dark', <ConnectPayouts />)}
      {third}
    </>
  );
  const view = render(page(<ConnectPayments />));
  await set.tick();
  view.rerender(page(null));
  for (let second = 0; second < 80; second += 10) await set.tick(10_000);
  const before = set.log('mint').length;
  view.rerender(page(null, provider('dark', <ConnectPayments />)));
  await set.tick();
  expect(stateOf('payments')).toBe('ready');
  expect(set.log('mint')).toHaveLength(before);
});

it('a session kept for a component that may come back does not keep a Node process alive in tests', async () => {
  const set = stage();
  const clock = createManualClock();
  const unref = vi.fn();
  const setTimeout = (task: () => void, delay: number) =>
    Object.assign(clock.setTimeout(task, delay) as object, { unref });
  const view = renderConnect(set, <ConnectPayments />, { clock: { ...clock, setTimeout } });
  await set.tick();
  expect(stateOf('payments')).toBe('ready');
  unref.mockClear();
  view.unmount();
  expect(unref).toHaveBeenCalled();
});

it.each([
  ['in the same commit', false],
  ['at once', true],
])('a page that takes the place of one that failed, %s, is not told of its error', async (_, isUnmounted) => {
  const set = stage();
  const { door, endpoint } = guarded(set, 'endpoint_forbidden');
  const Provider = providerOn(set);
  const page = (name: string, onError: () => void) => (
    <StrictMode>
      <Provider key={name} endpoint={endpoint} onError={onError}>
        <ConnectPayments onError={onError} />
      </Provider>
    </StrictMode>
  );
  const first = vi.fn();
  const second = vi.fn();
  door.isOpen = false;
  const view = render(page('first', first));
  await set.tick();
  expect(first).toHaveBeenCalledTimes(2);
  door.isOpen = true;
  if (isUnmounted) {
    view.unmount();
    render(page('second', second));
  } else view.rerender(page('second', second));
  expect(stateOf('payments')).toBe('loading');
  await set.tick();
  expect(stateOf('payments')).toBe('ready');
  expect(second).not.toHaveBeenCalled();
  expect(set.log('mint')).toHaveLength(1);
});

it.each([
  ['the page has the key', {}],
  ['the key comes with the session', { publishableKey: undefined }],
])(
  'a page below the same provider as one that failed before is not told of its error: %s',
  async (_, props) => {
    const set = stage();
    const { door, endpoint } = guarded(set, 'endpoint_forbidden');
    const Provider = providerOn(set);
    const withKey = async (request: SessionRequest) =>
      ({ ...((await endpoint(request)) as object), publishableKey: KEY }) as never;
    const page = (name: string, onError: () => void) => (
      <StrictMode>
        <Provider endpoint={withKey} onError={() => {}} {...props}>
          <ConnectPayments key={name} onError={onError} />
        </Provider>
      </StrictMode>
    );
    const first = vi.fn();
    const second = vi.fn();
    door.isOpen = false;
    const view = render(page('first', first));
    await set.tick();
    expect(first).toHaveBeenCalledTimes(1);
    door.isOpen = true;
    await set.tick(1_000);
    view.rerender(page('second', second));
    expect(stateOf('payments')).toBe('loading');
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
    expect(second).not.toHaveBeenCalled();
    expect(set.log('mint')).toHaveLength(1);
  },
);

it('a page that mounts its components anew with each error does not ask the endpoint again and again', async () => {
  const set = stage();
  const { door, endpoint } = guarded(set, 'endpoint_forbidden');
  // Ends a loop, should there be one.
  const asked = vi.fn((request: SessionRequest) =>
    asked.mock.calls.length > 20 ? new Promise<never>(() => {}) : endpoint(request),
  );
  const Provider = providerOn(set);
  function Page() {
    const [errors, setErrors] = useState(0);
    return (
      <Provider endpoint={asked} onError={() => setErrors(errors + 1)}>
        {errors} errors
        {/* As for a component that is defined during render, a common mistake. */}
        <ConnectPayments key={errors} />
      </Provider>
    );
  }
  door.isOpen = false;
  const { container } = render(
    <StrictMode>
      <Page />
    </StrictMode>,
  );
  await set.tick();
  await set.tick();
  expect(container).toHaveTextContent('1 errors');
  expect(asked.mock.calls.length).toBeLessThanOrEqual(2);
});
