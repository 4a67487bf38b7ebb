import { loadConnectAndInitialize } from '@stripe/connect-js/pure.js';
import { act, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { renderToString } from 'react-dom/server';
import * as peer from '@stripe/react-connect-js';
import * as ours from 'stripe-embedded';
import { describe, expect, it, vi } from 'vitest';
import { KEY, stage, stateOf } from '../support/stage.js';

const names = Object.keys(peer).filter((name) => name !== 'default');

/** Written for `@stripe/react-connect-js`, and run with that package and with this one. */
describe.each([
  ['@stripe/react-connect-js', peer],
  ['stripe-embedded', ours as unknown as typeof peer],
])('an app written for the peer, on %s', (_, library) => {
  const { ConnectComponentsProvider, ConnectPayments, ConnectPayoutDetails, useConnectComponents } = library;

  it('draws, calls its handlers and reaches the instance', async () => {
    const set = stage();
    const instance = loadConnectAndInitialize({
      publishableKey: KEY,
      fetchClientSecret: async () => (await set.sandbox.endpoint({ flow: 'connect' })).clientSecret,
    });
    const onLoaderStart = vi.fn();
    const onClose = vi.fn();
    let reached: unknown;
    function Reach() {
      reached = useConnectComponents().connectInstance;
      return null;
    }
    render(
      <ConnectComponentsProvider connectInstance={instance}>
        <ConnectPayments onLoaderStart={onLoaderStart} />
        <ConnectPayoutDetails payout="po_1" onClose={onClose} />
        <Reach />
      </ConnectComponentsProvider>,
    );
    await set.tick();
    expect(reached).toBe(instance);
    expect(onLoaderStart).toHaveBeenCalledWith({ elementTagName: 'payments' });
    set.sandbox.element('payout-details')[0]!.emit('close');
    expect(onClose).toHaveBeenCalledTimes(1);
    expect(document.querySelector('stripe-connect-payments')!.shadowRoot!.textContent).toContain('Payments');
  });

  it('also reaches the instance on a server', () => {
    const connectInstance = { create: () => document.createElement('div') } as unknown as Parameters<
      typeof ConnectComponentsProvider
    >[0]['connectInstance'];
    const Reach = () => <p>{String(useConnectComponents().connectInstance === connectInstance)}</p>;
    const page = (
      <ConnectComponentsProvider connectInstance={connectInstance}>
        <Reach />
      </ConnectComponentsProvider>
    );
    expect(renderToString(page)).toBe('<p>true</p>');
  });

  it('keeps the state of the page around a provider whose instance arrives late', async () => {
    const set = stage();
    type Instance = ReturnType<typeof loadConnectAndInitialize>;
    let come!: (instance: Instance) => void;
    function Draft() {
      const [text] = useState(() => `draft ${++drafts}`);
      useConnectComponents();
      return <p>{text}</p>;
    }
    let drafts = 0;
    function App() {
      const [instance, setInstance] = useState<Instance | null>(null);
      come = setInstance;
      return (
        <ConnectComponentsProvider connectInstance={instance!}>
          <Draft />
          {instance && <ConnectPayments />}
        </ConnectComponentsProvider>
      );
    }
    render(<App />);
    const before = screen.getByText(/draft/).textContent;
    const instance = loadConnectAndInitialize({
      publishableKey: KEY,
      fetchClientSecret: async () => (await set.sandbox.endpoint({ flow: 'connect' })).clientSecret,
    });
    act(() => come(instance));
    await set.tick();
    expect(screen.getByText(/draft/).textContent).toBe(before);
    expect(document.querySelector('stripe-connect-payments')!.shadowRoot!.textContent).toContain('Payments');
  });

  it('throws outside its provider', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(() => render(<ConnectPayments />)).toThrow(/Provider|context/);
    vi.restoreAllMocks();
  });

  it('has every public name', () => {
    expect(Object.keys(library)).toEqual(expect.arrayContaining(names));
  });
});

it('a swapped instance shows nothing of the old one, whereas the peer keeps it', async () => {
  const set = stage();
  const [a, b] = set.sandbox.accounts.map(({ id }) =>
    loadConnectAndInitialize({
      publishableKey: KEY,
      fetchClientSecret: async () =>
        (await set.sandbox.endpoint({ flow: 'connect', account: id })).clientSecret,
    }),
  );
  const tree = (connectInstance: typeof a) => (
    <ours.ConnectComponentsProvider connectInstance={connectInstance!}>
      <ours.ConnectPayments data-testid="here" />
    </ours.ConnectComponentsProvider>
  );
  const { rerender } = render(tree(a));
  await set.tick();
  rerender(tree(b));
  await set.tick();
  const shown = screen.getByTestId('here').querySelector('stripe-connect-payments')!.shadowRoot!.textContent;
  expect(shown).toContain(set.sandbox.accounts[1]!.name);
});

it('a component that mounts before the page has its instance waits for it, whereas the peer throws', async () => {
  const set = stage();
  const tree = (connectInstance?: ReturnType<typeof loadConnectAndInitialize>) => (
    <ours.ConnectComponentsProvider connectInstance={connectInstance!}>
      <ours.ConnectPayments />
    </ours.ConnectComponentsProvider>
  );
  const { rerender } = render(tree());
  await set.tick(60_000);
  expect(stateOf('payments')).toBe('loading');
  rerender(
    tree(
      loadConnectAndInitialize({
        publishableKey: KEY,
        fetchClientSecret: async () => (await set.sandbox.endpoint({ flow: 'connect' })).clientSecret,
      }),
    ),
  );
  await set.tick();
  expect(stateOf('payments')).toBe('ready');
  rerender(tree());
  expect(stateOf('payments')).toBe('loading');
  expect(document.querySelector('stripe-connect-payments')).toBeNull();
});
