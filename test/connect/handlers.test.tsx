import { act, render } from '@testing-library/react';
import { Activity, Fragment, startTransition, use, useState } from 'react';
import { flushSync } from 'react-dom';
import {
  ConnectAccountOnboarding,
  ConnectBalances,
  ConnectIssuingCard,
  ConnectNotificationBanner,
  ConnectPaymentDetails,
  ConnectPayments,
  ConnectPayouts,
  ConnectProvider,
  EmbeddedError,
  useConnect,
  type ConnectSessionProps,
  type SessionRequest,
  type UseConnectResult,
} from 'stripe-embedded';
import { OnboardingWidget } from 'stripe-embedded/widgets';
import { describe, expect, it, vi } from 'vitest';
import { byCookie, guarded, TWO } from '../support/endpoints.js';
import { KEY, panel, renderConnect, stage, stateOf, type Stage } from '../support/stage.js';

/** The latest value of `useConnect`. */
function reach() {
  const at = {} as UseConnectResult;
  const Reach = () => void Object.assign(at, useConnect());
  return { at, reach: <Reach /> };
}

describe('the handlers that are called', () => {
  it('belong to the new account, for a failure that is known as soon as it is shown', async () => {
    const set = stage(TWO);
    const endpoint = async (request: SessionRequest) => ({
      ...(await set.sandbox.endpoint(request)),
      ...(request.account === 'acct_A' && { components: { payouts: { enabled: false, features: {} } } }),
    });
    const heard: string[] = [];
    const payouts = (name: string) => <ConnectPayouts onError={() => heard.push(`component ${name}`)} />;
    const of = (name: string) => ({
      account: `acct_${name}`,
      onError: () => void heard.push(`provider ${name}`),
    });
    const { rerender } = renderConnect(set, payouts('A'), { endpoint, ...of('A') });
    await set.tick();
    rerender(of('B'), payouts('B'));
    await set.tick();
    heard.length = 0;
    rerender(of('A'), payouts('A'));
    await set.tick();
    expect(heard).toEqual(['provider A', 'component A']);
  });

  it('belong to the new account, for a session that has already failed in another provider', async () => {
    const set = stage(TWO);
    const endpoint = async (request: SessionRequest) => {
      if (request.account === 'acct_B') throw new EmbeddedError('endpoint_forbidden', 'no');
      return set.sandbox.endpoint(request);
    };
    const heard: string[] = [];
    const provider = { publishableKey: KEY, endpoint, clock: set.sandbox.clock };
    const tree = (name: string) => (
      <>
        <ConnectProvider {...provider} account="acct_B">
          <ConnectBalances />
        </ConnectProvider>
        <ConnectProvider {...provider} account={`acct_${name}`}>
          <ConnectPayouts onError={() => heard.push(name)} />
        </ConnectProvider>
      </>
    );
    const view = render(tree('A'));
    await set.tick();
    view.rerender(tree('B'));
    await set.tick();
    expect(heard).toEqual(['B']);
  });

  it('are called once for one failure, whichever components of its session mount and unmount', async () => {
    const set = stage();
    const endpoint = async () => {
      throw new EmbeddedError('endpoint_forbidden', 'no');
    };
    const first = vi.fn();
    const at = (isThere: boolean) => [
      <ConnectPayments key="first" onError={first} />,
      isThere && <ConnectBalances key="second" />,
    ];
    const { rerender, onError } = renderConnect(set, at(false), { endpoint });
    await set.tick();
    for (const isThere of [true, false, true]) {
      rerender({}, at(isThere));
      await set.tick();
    }
    expect(first).toHaveBeenCalledTimes(1);
    expect(onError).toHaveBeenCalledTimes(1);
  });

  it('belong to the instance that calls them, even if it calls them at once', () => {
    const heard: string[] = [];
    const instance = () => ({
      create: () =>
        Object.assign(document.createElement('p'), {
          setOnLoaderStart() {},
          setOnLoadError() {},
          setFetchEphemeralKey: (fetch: () => unknown) => void fetch(),
        }),
    });
    const both = { A: instance(), B: instance() };
    const tree = (name: 'A' | 'B') => (
      <ConnectProvider connectInstance={both[name] as never}>
        <ConnectIssuingCard defaultCard="ic_1" fetchEphemeralKey={(async () => heard.push(name)) as never} />
      </ConnectProvider>
    );
    render(tree('A')).rerender(tree('B'));
    expect(heard).toEqual(['A', 'B']);
  });

  // React 18 has no `use`.
  it.skipIf(!use)('belong to the page that is shown, not to one that React is still preparing', async () => {
    const set = stage();
    const heard: string[] = [];
    const never = new Promise<never>(() => {});
    const Waiting = () => use(never);
    let go = () => {};
    function App() {
      const [account, setAccount] = useState('A');
      go = () => startTransition(() => setAccount('B'));
      return (
        <>
          <ConnectPaymentDetails payment="pi_1" onClose={() => heard.push(account)} />
          {account === 'B' && <Waiting />}
        </>
      );
    }
    renderConnect(set, <App />);
    await set.tick();
    await act(async () => go());
    act(() => set.sandbox.element('payment-details')[0]!.emit('close'));
    expect(heard).toEqual(['A']);
  });

  it('do not include the provider’s for a setter of an element that is gone', async () => {
    const heard: string[] = [];
    const instances = [0, 1].map(() => {
      let come!: (value: object) => void;
      const ready = new Promise((resolve) => (come = resolve));
      return { create: () => document.createElement('p'), debugInstance: () => ready, come };
    });
    const tree = (at: number) => (
      <ConnectProvider
        connectInstance={instances[at] as never}
        onError={({ code }) => heard.push(`${at} ${code}`)}
      >
        <ConnectPayments />
      </ConnectProvider>
    );
    const view = render(tree(0));
    await act(async () => {});
    view.rerender(tree(1));
    await act(async () => instances[0]!.come({}));
    expect(heard).toEqual([]);
  });

  it('are told that the session was logged out because its account went away', async () => {
    const set = stage();
    const told: string[] = [];
    const { rerender } = renderConnect(set, <ConnectPayments />, {
      account: set.sandbox.accounts[0]!.id,
      onSessionEvent: ({ type }) => told.push(type),
    });
    await set.tick();
    rerender({ account: undefined });
    await set.tick();
    expect(told.filter((type) => type === 'logged_out')).toHaveLength(1);
  });
});

describe('the onboarding status or banner state of one user', () => {
  /** Onboarding that the user has left, with its status check still unanswered. */
  async function left(set: Stage, props: Partial<ConnectSessionProps> = {}) {
    const { at, reach: inside } = reach();
    let answer!: (complete: boolean) => void;
    const onComplete = vi.fn();
    const checkStatus = () => new Promise<boolean>((resolve) => (answer = resolve));
    renderConnect(
      set,
      <>
        <ConnectAccountOnboarding checkStatus={checkStatus} onComplete={onComplete} />
        {inside}
      </>,
      props,
    );
    await set.tick();
    act(() => set.sandbox.element('account-onboarding')[0]!.emit('exit'));
    await set.tick();
    return { at, answer, onComplete };
  }

  it.each(['logout', 'refresh'] as const)('completes nothing after %s', async (how) => {
    const set = stage(TWO);
    const { signedIn, endpoint } = byCookie(set);
    const { at, answer, onComplete } = await left(set, { endpoint });
    signedIn.account = 'acct_B';
    act(() => void at[how]());
    await set.tick();
    answer(true);
    await set.tick();
    expect(onComplete).not.toHaveBeenCalled();
  });

  it('is kept when the same user’s session is renewed', async () => {
    const set = stage(TWO);
    const { at, answer, onComplete } = await left(set);
    act(() => at.refresh());
    await set.tick();
    answer(true);
    await set.tick();
    expect(onComplete).toHaveBeenCalledTimes(1);
  });

  it('does not mark onboarding as complete for the next user', async () => {
    const set = stage({ ...TWO, sessionTtl: 60 });
    const { signedIn, endpoint } = byCookie(set);
    renderConnect(
      set,
      <>
        <OnboardingWidget checkStatus={() => true} />
        <ConnectPayments />
      </>,
      { endpoint },
    );
    await set.tick();
    await act(async () => set.sandbox.element('account-onboarding')[0]!.emit('exit'));
    await set.tick();
    expect(document.querySelector('.stripe-embedded-done')).not.toBeNull();
    signedIn.account = 'acct_B';
    for (let turn = 0; turn < 12; turn++) await set.tick(10_000);
    expect(document.querySelector('.stripe-embedded-done')).toBeNull();
    expect(stateOf('account-onboarding')).toBe('ready');
  });

  it('hides no banner of the next user', async () => {
    const set = stage(TWO);
    const { signedIn, endpoint } = byCookie(set);
    const { at, reach: inside } = reach();
    renderConnect(
      set,
      <>
        <ConnectNotificationBanner hideWhenEmpty />
        {inside}
      </>,
      { endpoint },
    );
    await set.tick();
    const [banner] = set.sandbox.element('notification-banner');
    act(() => banner!.emit('notificationsChange', { total: 0, actionRequired: 0 }));
    expect(panel('notification-banner').style.display).toBe('none');
    signedIn.account = 'acct_B';
    set.sandbox.fail({ element: 'render_error' });
    act(() => at.refresh());
    await set.tick();
    // Nothing is known of the second user's session yet, except that it failed.
    expect(panel('notification-banner').style.display).toBe('');
  });

  it('is dropped as soon as the session is known to belong to another user', async () => {
    const set = stage({ ...TWO, sessionTtl: 60 });
    const { signedIn, endpoint } = byCookie(set);
    const onComplete = vi.fn();
    let answer!: (complete: boolean) => void;
    let asked = 0;
    renderConnect(
      set,
      <ConnectAccountOnboarding
        checkStatus={() => new Promise<boolean>((resolve) => (answer = resolve))}
        onComplete={onComplete}
      />,
      // The session for the next user never arrives.
      { endpoint: (request) => (++asked === 3 ? new Promise(() => {}) : endpoint(request)) },
    );
    await set.tick();
    act(() => set.sandbox.element('account-onboarding')[0]!.emit('exit'));
    signedIn.account = 'acct_B';
    for (let second = 0; second < 60; second += 10) await set.tick(10_000);
    expect(asked).toBe(3);
    answer(true);
    await set.tick();
    expect(onComplete).not.toHaveBeenCalled();
  });

  it('is not checked if the component unmounted in its exit handler', async () => {
    const set = stage();
    const checkStatus = vi.fn(() => true);
    const { rerender } = renderConnect(
      set,
      <ConnectAccountOnboarding
        onExit={() => flushSync(() => rerender({}, null))}
        checkStatus={checkStatus}
      />,
    );
    await set.tick();
    set.sandbox.element('account-onboarding')[0]!.emit('exit');
    await set.tick();
    expect(checkStatus).not.toHaveBeenCalled();
  });
});

it('a session that fails again after a retry is reported to each component, even if the first one refreshes it', async () => {
  const set = stage();
  const { door, endpoint } = guarded(set);
  const { at, reach: head } = reach();
  const first = vi.fn();
  const second = vi.fn();
  const inside = [
    <Fragment key="head">{head}</Fragment>,
    <ConnectPayments key="payments" onError={first} />,
    <ConnectBalances key="balances" onError={second} />,
  ];
  renderConnect(set, inside, { endpoint });
  await set.tick();
  door.isOpen = false;
  set.sandbox.expire();
  await set.tick();
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 1]);
  first.mockImplementation(() => {
    door.isOpen = true;
    at.refresh();
  });
  act(() => at.retry());
  await set.tick();
  await set.tick();
  expect([stateOf('payments'), stateOf('balances')]).toEqual(['ready', 'ready']);
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([2, 2]);
});

it('a session that is refused for good is reported once to its provider, and once to each component', async () => {
  const set = stage();
  const heard: string[] = [];
  const { onError } = renderConnect(set, [
    <ConnectPayments key="payments" onError={() => heard.push('payments')} />,
    <ConnectBalances key="balances" onError={() => heard.push('balances')} />,
  ]);
  const refuse = () => {
    for (const tag of ['payments', 'balances'] as const)
      act(() => set.sandbox.element(tag).forEach((each) => each.emit('loadError', 'authentication_error')));
    return set.tick();
  };
  await set.tick();
  await refuse();
  expect(onError).not.toHaveBeenCalled();
  await refuse();
  expect(stateOf('balances')).toBe('error');
  expect(heard).toEqual(['payments', 'balances']);
  expect(onError.mock.calls.map(([{ code }]) => code)).toEqual(['session_expired']);
});

it.each([
  ['the page has the key', {}],
  ['the key comes with the session', { publishableKey: undefined }],
])(
  'a session that fails is reported to each component, even if the first one retries it: %s',
  async (_, props) => {
    const set = stage();
    const { door, endpoint } = guarded(set);
    const { at, reach: head } = reach();
    const retry = vi.fn(() => {
      door.isOpen = true;
      at.retry();
    });
    const told = vi.fn();
    door.isOpen = false;
    renderConnect(
      set,
      [
        <Fragment key="head">{head}</Fragment>,
        <ConnectPayments key="payments" onError={retry} />,
        <ConnectBalances key="balances" onError={told} />,
      ],
      {
        endpoint: async (request) =>
          ({ ...((await endpoint(request)) as object), publishableKey: KEY }) as never,
        ...props,
      },
    );
    await set.tick();
    await set.tick();
    expect([stateOf('payments'), stateOf('balances')]).toEqual(['ready', 'ready']);
    expect([retry.mock.calls.length, told.mock.calls.length]).toEqual([1, 1]);
  },
);

it('a session that is refused for good is reported the same way if the first component retries it', async () => {
  const set = stage();
  set.sandbox.fail({ element: 'authentication_error', times: 4 });
  const { at, reach: head } = reach();
  const retry = vi.fn(() => at.retry());
  const told = vi.fn();
  const { onError } = renderConnect(set, [
    <Fragment key="head">{head}</Fragment>,
    <ConnectPayments key="payments" onError={retry} />,
    <ConnectBalances key="balances" onError={told} />,
  ]);
  for (let instance = 0; instance < 3; instance++) await set.tick();
  expect([stateOf('payments'), stateOf('balances')]).toEqual(['ready', 'ready']);
  expect([retry.mock.calls.length, told.mock.calls.length]).toEqual([1, 1]);
  expect(onError.mock.calls.map(([{ code }]) => code)).toEqual(['session_expired']);
});

it('a session that is refused for good is reported the same way if one of its components had failed before', async () => {
  const set = stage();
  const { onError } = renderConnect(set, [
    <ConnectPayments key="payments" />,
    <ConnectBalances key="balances" />,
  ]);
  const fail = async (tag: 'payments' | 'balances', type: string) => {
    act(() => set.sandbox.element(tag).forEach((each) => each.emit('loadError', type)));
    await set.tick();
  };
  await set.tick();
  await fail('payments', 'authentication_error');
  await fail('payments', 'render_error');
  await fail('balances', 'authentication_error');
  expect(onError.mock.calls.map(([{ code }]) => code)).toEqual(['component_load_failed', 'session_expired']);
});

describe('an element’s own failure', () => {
  it('is reported once, even if a session failure came in between', async () => {
    const set = stage({ sessionTtl: 60 });
    const { door, endpoint } = guarded(set);
    const heard: string[] = [];
    const own = <ConnectPayments key="own" onError={({ code }) => heard.push(code)} />;
    const { onError } = renderConnect(set, [own, <ConnectBalances key="balances" />], { endpoint });
    await set.tick();
    act(() => set.sandbox.element('payments')[0]!.emit('loadError', 'api_error'));
    door.isOpen = false;
    for (let second = 0; second < 60; second += 10) await set.tick(10_000);
    expect(stateOf('balances')).toBe('error');
    door.isOpen = true;
    for (let second = 0; second < 60; second += 10) await set.tick(10_000);
    expect(stateOf('balances')).toBe('ready');
    expect(heard).toEqual(['component_load_failed', 'endpoint_unauthorized']);
    expect(onError.mock.calls.map(([{ code }]) => code)).toEqual(heard);
  });
});

// React 18 has no Activity.
describe.skipIf(!Activity)('while React’s Activity hides it', () => {
  it('a banner receives its notifications', async () => {
    const set = stage();
    const heard: number[] = [];
    const at = (mode: 'visible' | 'hidden') => (
      <Activity mode={mode}>
        <ConnectNotificationBanner hideWhenEmpty onNotificationsChange={({ total }) => heard.push(total)} />
      </Activity>
    );
    const { rerender } = renderConnect(set, at('visible'));
    await set.tick();
    const say = (total: number) =>
      act(() =>
        set.sandbox
          .element('notification-banner')[0]!
          .emit('notificationsChange', { total, actionRequired: total }),
      );
    say(0);
    heard.length = 0;
    rerender({}, at('hidden'));
    say(1);
    rerender({}, at('visible'));
    await set.tick();
    expect(heard).toEqual([1]);
    expect(panel('notification-banner').style.display).toBe('');
  });

  it('a refused session is renewed, without the user noticing, when it is shown again', async () => {
    const set = stage();
    const at = (mode: 'visible' | 'hidden') => (
      <>
        <Activity mode={mode}>
          <ConnectPayments />
        </Activity>
        <ConnectBalances />
      </>
    );
    const { rerender, onError } = renderConnect(set, at('visible'));
    await set.tick();
    rerender({}, at('hidden'));
    act(() => set.sandbox.element('payments')[0]!.emit('loadError', 'authentication_error'));
    await set.tick();
    rerender({}, at('visible'));
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
    expect(onError).not.toHaveBeenCalled();
    expect(set.log('mint')).toHaveLength(2);
  });
});
