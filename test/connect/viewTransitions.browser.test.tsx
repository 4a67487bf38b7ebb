import { screen, waitFor } from '@testing-library/react';
import { StrictMode, startTransition, useState, ViewTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { ConnectPayments, ConnectPayouts, ConnectProvider } from 'stripe-embedded';
import { createSandbox } from 'stripe-embedded/sandbox';
import { expect, it, onTestFinished, vi } from 'vitest';

/** React's view transitions don't run inside `act()`. */
function withoutAct() {
  const environment = globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean | undefined };
  const before = environment.IS_REACT_ACT_ENVIRONMENT;
  environment.IS_REACT_ACT_ENVIRONMENT = false;
  onTestFinished(() => void (environment.IS_REACT_ACT_ENVIRONMENT = before));
}

const stateOf = (tag: string) =>
  document.querySelector<HTMLElement>(`[data-stripe-embedded="${tag}"]`)?.dataset['state'];

it('routes that change in a view transition share one session, and each is drawn', async () => {
  withoutAct();
  const sandbox = createSandbox();
  onTestFinished(sandbox.install(window));
  const started = vi.spyOn(document, 'startViewTransition');
  const warned = vi.spyOn(console, 'error');
  onTestFinished(() => void vi.restoreAllMocks());

  function App() {
    const [route, setRoute] = useState('payments');
    const next = route === 'payments' ? 'payouts' : 'payments';
    return (
      <ConnectProvider publishableKey="pk_test_1" endpoint={sandbox.endpoint}>
        <button onClick={() => startTransition(() => setRoute(next))}>{next}</button>
        <ViewTransition key={route}>
          {route === 'payments' ? <ConnectPayments /> : <ConnectPayouts />}
        </ViewTransition>
      </ConnectProvider>
    );
  }
  const root = createRoot(document.body.appendChild(document.createElement('main')));
  onTestFinished(() => root.unmount());
  root.render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
  await waitFor(() => expect(stateOf('payments')).toBe('ready'));
  for (const route of ['payouts', 'payments']) {
    screen.getByRole('button', { name: route }).click();
    await waitFor(() => expect(stateOf(route)).toBe('ready'));
  }
  expect(started).toHaveBeenCalled();
  expect(document.querySelectorAll('[data-stripe-embedded]')).toHaveLength(1);
  expect(sandbox.log.filter(({ type }) => type === 'mint')).toHaveLength(1);
  expect(warned).not.toHaveBeenCalled();
});
