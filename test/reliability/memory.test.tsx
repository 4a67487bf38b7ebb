import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { QueryClient } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import {
  ConnectNotificationBanner,
  ConnectProvider,
  FinancialConnectionsProvider,
  LinkAccountsButton,
  useAccountSession,
} from 'stripe-embedded';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { KEY, stage } from '../support/stage.js';
import { settle } from './settle.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

afterEach(cleanup);

/** The sandbox's clock runs on this one, which counts the pending timers. */
function countingClock() {
  const waiting = new Set<object>();
  const now = Date.UTC(2026, 0, 15, 9, 30);
  return {
    waiting,
    now: () => now,
    setTimeout() {
      const timer = {};
      waiting.add(timer);
      return timer;
    },
    clearTimeout: (timer: unknown) => void waiting.delete(timer as object),
  };
}

/** Counts what is added to the window and the document and not removed. */
function watchListeners() {
  const live = new Map<string, number>();
  for (const [name, target] of Object.entries({ window, document })) {
    const { addEventListener, removeEventListener } = target;
    const count = (type: string, by: number) => {
      const key = `${name} ${type}`;
      live.set(key, (live.get(key) ?? 0) + by);
    };
    // No spies: they would retain what they have seen.
    Object.assign(target, {
      addEventListener(...args: Parameters<typeof addEventListener>) {
        count(args[0], 1);
        Reflect.apply(addEventListener, target, args);
      },
      removeEventListener(...args: Parameters<typeof removeEventListener>) {
        count(args[0], -1);
        Reflect.apply(removeEventListener, target, args);
      },
    });
    onTestFinished(() => void Object.assign(target, { addEventListener, removeEventListener }));
  }
  return () => Object.fromEntries([...live].filter(([, many]) => many !== 0));
}

/** Elements that the garbage collector has not collected, and that are on no page. */
function watchElements(prefix: string) {
  const made: Array<WeakRef<Element>> = [];
  const create = document.createElement;
  // No spy: it would retain what it has seen.
  document.createElement = function (this: Document, ...args: Parameters<typeof create>) {
    const element = create.apply(this, args);
    if (args[0].startsWith(prefix)) made.push(new WeakRef(element));
    return element;
  };
  onTestFinished(() => {
    document.createElement = create;
  });
  return {
    made,
    detached: () => made.filter((ref) => ref.deref()?.isConnected === false).length,
  };
}

async function open(prefix: string) {
  const clock = countingClock();
  const set = stage({ clock });
  const queryClient = new QueryClient();
  onTestFinished(() => queryClient.clear());
  const listeners = watchListeners();
  const elements = watchElements(prefix);
  const props = {
    publishableKey: KEY,
    endpoint: set.sandbox.endpoint,
    clock: set.sandbox.clock,
    queryClient,
  };
  return {
    set,
    elements,
    connect: (children: ReactNode) => <ConnectProvider {...props}>{children}</ConnectProvider>,
    bank: (children: ReactNode) => (
      <FinancialConnectionsProvider {...props}>{children}</FinancialConnectionsProvider>
    ),
    /** The current counts. */
    left: () => ({
      timers: clock.waiting.size,
      listeners: listeners(),
      nodes: document.querySelectorAll('*').length,
    }),
    /** Once the garbage collector has collected what it can. */
    async detached() {
      for (let round = 0; round < 3; round++) {
        await settle(set.sandbox);
        collectGarbage();
      }
      return elements.detached();
    },
  };
}

const within = { timeout: 60_000 };

it('1,000 mounts of a component leave nothing behind, and mint once', within, async () => {
  const { set, connect, left, elements, detached } = await open('stripe-connect-');
  const view = render(connect(null));
  const once = async () => {
    view.rerender(connect(<ConnectNotificationBanner />));
    await settle(set.sandbox);
    view.rerender(connect(null));
  };
  // React and Stripe's script initialise with the first mount.
  await once();
  const before = left();
  for (let time = 0; time < 1_000; time++) await once();
  expect(elements.made).toHaveLength(1_001);
  expect(left()).toEqual(before);
  expect(set.log('mint')).toHaveLength(1);
  expect(await detached()).toBeLessThanOrEqual(1);
});

it(
  '200 pages that mount and unmount with their provider leave nothing behind, and mint once',
  within,
  async () => {
    const { set, connect, left, elements, detached } = await open('stripe-connect-');
    const once = async () => {
      const { unmount } = render(connect(<ConnectNotificationBanner />));
      await settle(set.sandbox);
      unmount();
      cleanup();
    };
    await once();
    const before = left();
    for (let time = 0; time < 200; time++) await once();
    expect(elements.made).toHaveLength(201);
    expect(left()).toEqual(before);
    expect(set.log('mint')).toHaveLength(1);
    expect(await detached()).toBeLessThanOrEqual(1);
  },
);

it('200 components that unmount before anything has loaded leave nothing behind', within, async () => {
  const { set, connect, left, detached } = await open('stripe-connect-');
  const view = render(connect(null));
  const once = async () => {
    view.rerender(connect(<ConnectNotificationBanner />));
    await Promise.resolve();
    view.rerender(connect(null));
    await settle(set.sandbox);
  };
  await once();
  const before = left();
  for (let time = 0; time < 200; time++) await once();
  expect(left()).toEqual(before);
  expect(await detached()).toBeLessThanOrEqual(1);
});

it('60 rounds of account switches leave nothing behind, with one mint per account', within, async () => {
  const { set, left, detached, elements } = await open('stripe-connect-');
  const { endpoint, clock, accounts } = set.sandbox;
  const queryClient = new QueryClient();
  onTestFinished(() => queryClient.clear());
  const tree = (account: string) => (
    <ConnectProvider publishableKey={KEY} {...{ endpoint, clock, account, queryClient }}>
      <ConnectNotificationBanner />
    </ConnectProvider>
  );
  const view = render(tree(accounts[0]!.id));
  const once = async () => {
    for (const { id } of accounts) {
      view.rerender(tree(id));
      await settle(set.sandbox);
    }
  };
  await once();
  await once();
  const before = left();
  for (let time = 0; time < 60; time++) await once();
  expect(left()).toEqual(before);
  expect(set.log('mint')).toHaveLength(3);
  expect(elements.made.length).toBeGreaterThan(180);
  expect(await detached()).toBeLessThanOrEqual(1);
});

it(
  '200 buttons that link bank accounts, with their prefetched sessions, leave nothing behind',
  within,
  async () => {
    const { set, bank, left, elements, detached } = await open('button');
    const view = render(bank(null));
    const once = async () => {
      view.rerender(bank(<LinkAccountsButton />));
      act(() => void fireEvent.pointerEnter(screen.getByRole('button')));
      await settle(set.sandbox);
      view.rerender(bank(null));
      await settle(set.sandbox);
    };
    await once();
    const before = left();
    for (let time = 0; time < 200; time++) await once();
    expect(elements.made).toHaveLength(201);
    expect(left()).toEqual(before);
    expect(await detached()).toBeLessThanOrEqual(1);
  },
);

it('the handlers of 50 such buttons, and what they hold, can be garbage-collected', within, async () => {
  const { set, bank, detached } = await open('button');
  const held: Array<WeakRef<object>> = [];
  const view = render(bank(null));
  for (let time = 0; time < 50; time++) {
    const mine = { time };
    held.push(new WeakRef(mine));
    view.rerender(bank(<LinkAccountsButton onLinked={() => void mine} />));
    view.rerender(bank(null));
    await settle(set.sandbox);
  }
  await detached();
  expect(held.filter((ref) => ref.deref()).length).toBeLessThanOrEqual(2);
});

it('200 pages that fetch a secret and do not wait for it leave nothing behind', within, async () => {
  const { set, left } = await open('output');
  const { endpoint, clock } = set.sandbox;
  const outcomes: unknown[] = [];
  function Page() {
    const { fetchClientSecret } = useAccountSession({ endpoint, clock });
    return (
      <button onClick={() => void fetchClientSecret().catch((error: unknown) => outcomes.push(error))}>
        Ask
      </button>
    );
  }
  const once = async () => {
    const { unmount } = render(<Page />);
    fireEvent.click(screen.getByRole('button'));
    unmount();
    await settle(set.sandbox);
    cleanup();
  };
  await once();
  const before = left();
  for (let time = 0; time < 200; time++) await once();
  expect(left()).toEqual(before);
  expect(outcomes.map((error) => (error as { code: string }).code)).toEqual(Array(201).fill('aborted'));
});

it('20 pages that get no session leave nothing behind, nor do their endpoint functions', within, async () => {
  const { set, detached } = await open('output');
  const asked: Array<WeakRef<object>> = [];
  for (let time = 0; time < 20; time++) {
    const endpoint = () => Promise.reject(Object.assign(new Error('Sign in.'), { status: 401 }));
    asked.push(new WeakRef(endpoint));
    const { unmount } = render(
      <ConnectProvider endpoint={endpoint} clock={set.sandbox.clock} onError={() => {}}>
        <ConnectNotificationBanner />
      </ConnectProvider>,
    );
    await settle(set.sandbox);
    unmount();
    cleanup();
    await settle(set.sandbox);
  }
  await detached();
  expect(asked.filter((ref) => ref.deref()).length).toBeLessThanOrEqual(2);
});
