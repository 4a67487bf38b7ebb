import { renderToString } from 'react-dom/server';
import { ConnectProvider } from 'stripe-embedded';
import { Dashboard } from 'stripe-embedded/widgets';
import { expect, it, onTestFinished, vi } from 'vitest';

it('a dashboard does not read the storage of its server, which Node 25 and newer have', () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'localStorage');
  onTestFinished(() => {
    if (before) Object.defineProperty(globalThis, 'localStorage', before);
    else Reflect.deleteProperty(globalThis, 'localStorage');
  });
  const get = vi.fn();
  Object.defineProperty(globalThis, 'localStorage', { get, configurable: true });
  const html = renderToString(
    <ConnectProvider publishableKey="pk_test_1" endpoint="/session">
      <Dashboard />
    </ConnectProvider>,
  );
  expect(html).toContain('data-stripe-embedded="payments"');
  expect(get).not.toHaveBeenCalled();
});
