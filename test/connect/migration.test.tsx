import { loadConnectAndInitialize } from '@stripe/connect-js/pure.js';
import { render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import * as peer from '@stripe/react-connect-js';
import * as ours from 'stripe-embedded';
import { describe, expect, it, vi } from 'vitest';
import { KEY, stage } from '../support/stage.js';

const names = Object.keys(peer).filter((name) => name !== 'default');

/** Written as for `@stripe/react-connect-js`; run with it, and with ours in its place. */
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

  it('reaches the instance on a server too', () => {
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

  it('throws outside of its provider', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(() => render(<ConnectPayments />)).toThrow(/Provider|context/);
    vi.restoreAllMocks();
  });

  it('has every public name', () => {
    expect(Object.keys(library)).toEqual(expect.arrayContaining(names));
  });
});

it('a swapped instance shows nothing of the old one, where the peer keeps it', async () => {
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
