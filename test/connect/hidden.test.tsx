import { act, configure, fireEvent, render } from '@testing-library/react';
import { Activity, type ReactNode } from 'react';
import {
  ConnectAccountOnboarding,
  ConnectBalances,
  ConnectPayments,
  ConnectProvider,
  useCreateComponent,
  useUpdateWithSetter,
} from 'stripe-embedded';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { byCookie, guarded, overHttp, TWO } from '../support/endpoints.js';
import { listenIn } from '../support/listenIn.js';
import { KEY, renderConnect, retryButton, stage, stateOf, type Stage } from '../support/stage.js';

type Mode = 'visible' | 'hidden';

const within = (mode: Mode, children: ReactNode) => <Activity mode={mode}>{children}</Activity>;

const onboarding = 'stripe-connect-account-onboarding';

async function pass(set: Stage, seconds: number) {
  for (let second = 0; second < seconds; second += 10) await set.tick(10_000);
}

// React 18 has no Activity.
describe.skipIf(!Activity)('a component that React’s Activity hides', () => {
  it('keeps its form, even if its session expires in the meantime', async () => {
    const set = stage({ sessionTtl: 60 });
    const at = (mode: Mode) => within(mode, <ConnectAccountOnboarding />);
    const { rerender } = renderConnect(set, at('visible'));
    await set.tick();
    const form = document.querySelector(onboarding);
    rerender({}, at('hidden'));
    await pass(set, 120);
    expect(set.log('mint')).toHaveLength(1);
    rerender({}, at('visible'));
    await set.tick();
    await set.tick();
    expect(stateOf('account-onboarding')).toBe('ready');
    expect(document.querySelector(onboarding)).toBe(form);
    expect(set.log('mint')).toHaveLength(2);
  });

  it('keeps its form behind a sign-in dialog after a refresh was refused', async () => {
    const set = stage({ sessionTtl: 60 });
    const { door, endpoint } = guarded(set);
    const at = (mode: Mode) => within(mode, <ConnectAccountOnboarding />);
    const { rerender } = renderConnect(set, at('visible'), { endpoint });
    await set.tick();
    const form = document.querySelector(onboarding);
    door.isOpen = false;
    await pass(set, 70);
    expect(stateOf('account-onboarding')).toBe('error');
    rerender({}, at('hidden'));
    await set.tick(10);
    door.isOpen = true;
    rerender({}, at('visible'));
    await pass(set, 10);
    expect(stateOf('account-onboarding')).toBe('ready');
    expect(document.querySelector(onboarding)).toBe(form);
  });

  it('can be retried by a script that presses its button, without an error', async () => {
    const set = stage();
    set.sandbox.fail({ element: 'api_error' });
    const at = (mode: Mode) => within(mode, <ConnectPayments />);
    const { rerender } = renderConnect(set, at('visible'));
    await set.tick();
    const button = retryButton();
    rerender({}, at('hidden'));
    fireEvent.click(button);
    rerender({}, at('visible'));
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
  });

  it.each([
    ['', ConnectPayments],
    [', including one made with useCreateComponent', () => useCreateComponent('payments').wrapper],
  ])('leaves the page once a refresh has brought another account’s session%s', async (_, Payments) => {
    const set = stage(TWO);
    const { signedIn, endpoint } = byCookie(set);
    const shown = () => document.querySelector('stripe-connect-payments')?.shadowRoot?.textContent ?? '';
    const page = (mode: Mode) => [
      <ConnectBalances key="seen" />,
      <Activity key="hidden" mode={mode}>
        <Payments />
      </Activity>,
    ];
    const { rerender } = renderConnect(set, page('visible'), { endpoint });
    await set.tick();
    await set.tick();
    expect(shown()).toContain('Anna');
    rerender({}, page('hidden'));
    signedIn.account = 'acct_B';
    set.sandbox.expire();
    await set.tick();
    // Not only when it is shown again: it would be visible until React's effects have run.
    expect(shown()).toBe('');
    rerender({}, page('visible'));
    await set.tick();
    await set.tick();
    expect(shown()).toContain('Bert');
  });

  it('keeps the next user’s form if the previous user signed out while it was hidden', async () => {
    // Under StrictMode, React shows everything twice and cleans up in between.
    configure({ reactStrictMode: false });
    onTestFinished(() => configure({ reactStrictMode: true }));
    const set = stage(TWO);
    const { signedIn, endpoint: ask } = byCookie(set);
    const endpoint = { url: '/session/hidden', fetch: overHttp(ask) };
    const provider = { publishableKey: KEY, clock: set.sandbox.clock, endpoint };
    const { heard, Listener } = listenIn();
    const at = (mode: Mode) => (
      <>
        <ConnectProvider {...provider} components={['balances']}>
          <Listener />
        </ConnectProvider>
        {within(
          mode,
          <ConnectProvider {...provider}>
            <ConnectAccountOnboarding />
          </ConnectProvider>,
        )}
      </>
    );
    const view = render(null);
    const show = async (mode: Mode) => {
      view.rerender(at(mode));
      await set.tick();
      await set.tick();
    };
    await show('visible');
    await show('hidden');
    await act(() => heard.now!.logout());
    signedIn.account = 'acct_B';
    await show('visible');
    const form = document.querySelector(onboarding);
    expect(set.log('mint')).toHaveLength(2);
    await show('hidden');
    await show('visible');
    expect(stateOf('account-onboarding')).toBe('ready');
    expect(document.querySelector(onboarding)).toBe(form);
    expect(set.log('mint')).toHaveLength(2);
  });

  it('releases its session once it has unmounted for good', async () => {
    const set = stage({ sessionTtl: 60 });
    const told: string[] = [];
    const { rerender } = renderConnect(set, within('visible', <ConnectPayments />), {
      onSessionEvent: ({ type }) => void told.push(type),
    });
    await set.tick();
    rerender({}, within('hidden', <ConnectPayments />));
    await pass(set, 120);
    expect(told).not.toContain('released');
    rerender({}, null);
    await set.tick();
    expect(told.at(-1)).toBe('released');
  });

  it('and that unmounts while its session waits to be reused does not release a session that is in use again', async () => {
    const set = stage({ sessionTtl: 60 });
    const told: string[] = [];
    const { rerender } = renderConnect(set, <ConnectPayments />, {
      onSessionEvent: ({ type }) => void told.push(type),
    });
    await set.tick();
    for (const next of [null, within('hidden', <ConnectPayments />), null, <ConnectPayments key="back" />]) {
      rerender({}, next);
      await set.tick();
    }
    await pass(set, 120);
    expect(told).not.toContain('released');
    expect(stateOf('payments')).toBe('ready');
  });

  it('before it was drawn still times out once it is shown again', async () => {
    const set = stage({ latency: { element: 60_000 } });
    const { onError, rerender } = renderConnect(set, within('visible', <ConnectPayments />));
    await set.tick();
    rerender({}, within('hidden', <ConnectPayments />));
    await set.tick();
    rerender({}, within('visible', <ConnectPayments />));
    await pass(set, 20);
    expect(onError.mock.calls.map(([{ code }]) => code)).toEqual(['component_timeout']);
  });

  it('before it was drawn does not time out while it is hidden', async () => {
    const set = stage({ latency: { element: 60_000 } });
    const { onError, rerender } = renderConnect(set, within('visible', <ConnectPayments />));
    await set.tick();
    rerender({}, within('hidden', <ConnectPayments />));
    await pass(set, 30);
    rerender({}, within('visible', <ConnectPayments />));
    await set.tick();
    expect(stateOf('payments')).toBe('loading');
    expect(onError).not.toHaveBeenCalled();
  });

  it('from the start has no session to release', async () => {
    const set = stage();
    const onSessionEvent = vi.fn();
    const { rerender } = renderConnect(set, within('hidden', <ConnectPayments />), { onSessionEvent });
    await set.tick();
    rerender({}, null);
    await set.tick();
    expect(onSessionEvent).not.toHaveBeenCalled();
  });

  it('is told what `checkStatus` answers in the meantime', async () => {
    const set = stage();
    let answer!: (complete: boolean) => void;
    const onComplete = vi.fn();
    const at = (mode: Mode) =>
      within(
        mode,
        <ConnectAccountOnboarding
          checkStatus={() => new Promise<boolean>((resolve) => (answer = resolve))}
          onComplete={onComplete}
        />,
      );
    const { rerender } = renderConnect(set, at('visible'));
    await set.tick();
    act(() => set.sandbox.element('account-onboarding')[0]!.emit('exit'));
    rerender({}, at('hidden'));
    await set.tick();
    answer(true);
    await set.tick();
    expect(onComplete).toHaveBeenCalledTimes(1);
  });

  it('is told of events through its newest handlers', async () => {
    const set = stage();
    const heard: string[] = [];
    function Mine({ onLoaderStart }: { onLoaderStart: () => void }) {
      const { wrapper, component } = useCreateComponent('payments');
      useUpdateWithSetter(component, onLoaderStart, (element, value) => element.setOnLoaderStart(value));
      return wrapper;
    }
    const at = (mode: Mode, name: string) =>
      within(
        mode,
        <>
          <ConnectAccountOnboarding onExit={() => heard.push(`exit ${name}`)} />
          <Mine onLoaderStart={() => heard.push(`start ${name}`)} />
        </>,
      );
    const { rerender } = renderConnect(set, at('visible', 'before'));
    await set.tick();
    rerender({}, at('hidden', 'after'));
    await set.tick();
    heard.length = 0;
    act(() => {
      set.sandbox.element('account-onboarding')[0]!.emit('exit');
      set.sandbox.element('payments')[0]!.emit('loaderStart');
    });
    expect(heard).toEqual(['exit after', 'start after']);
  });

  it('is told of one failure once, along with its provider, however often both are shown', async () => {
    const set = stage({ sessionTtl: 60 });
    const { door, endpoint } = guarded(set, 'endpoint_failed', true);
    const onError = vi.fn();
    const provider = { publishableKey: KEY, clock: set.sandbox.clock, endpoint };
    const at = (mode: Mode) => (
      <>
        <ConnectProvider {...provider}>
          <ConnectBalances />
        </ConnectProvider>
        {within(
          mode,
          <ConnectProvider {...provider} onError={onError}>
            <ConnectPayments />
          </ConnectProvider>,
        )}
      </>
    );
    const view = render(at('visible'));
    await set.tick();
    door.isOpen = false;
    await pass(set, 80);
    expect(onError).toHaveBeenCalledTimes(1);
    for (let turn = 0; turn < 3; turn++) {
      view.rerender(at('hidden'));
      await pass(set, 10);
      view.rerender(at('visible'));
      await pass(set, 10);
    }
    expect(onError).toHaveBeenCalledTimes(1);
    // A new failure that starts while it is hidden is reported.
    door.isOpen = true;
    await pass(set, 60);
    view.rerender(at('hidden'));
    door.isOpen = false;
    await pass(set, 80);
    view.rerender(at('visible'));
    await pass(set, 10);
    expect(onError).toHaveBeenCalledTimes(2);
  });

  it('lets the visible provider decide how a session is requested', async () => {
    const set = stage({ sessionTtl: 60 });
    const asked: string[] = [];
    const route = (name: string, children: ReactNode) => {
      const ask = overHttp((request) => {
        asked.push(name);
        return set.sandbox.endpoint(request);
      });
      return (
        <ConnectProvider
          publishableKey={KEY}
          endpoint={{ url: '/session', fetch: ask }}
          clock={set.sandbox.clock}
        >
          {children}
        </ConnectProvider>
      );
    };
    // Created once: a router that keeps a route doesn't render it again to show it again.
    const routes = [route('first', <ConnectPayments />), route('second', <ConnectBalances />)];
    const at = (seen: number) =>
      routes.map((page, nth) => (
        <Activity key={nth} mode={nth === seen ? 'visible' : 'hidden'}>
          {page}
        </Activity>
      ));
    const view = render(at(0));
    await set.tick();
    for (const seen of [0, 1, 0]) {
      view.rerender(at(seen));
      await pass(set, 70);
    }
    expect(asked).toEqual(['first', 'first', 'second', 'first']);
  });
});
