import { act, fireEvent, screen } from '@testing-library/react';
import { lazy, Suspense, type ReactNode } from 'react';
import { ConnectPayments } from 'stripe-embedded';
import { expect, it, vi } from 'vitest';
import { guarded } from '../support/endpoints.js';
import { panel, renderConnect, retryButton, stage, stateOf } from '../support/stage.js';

it('an instance that is replaced automatically leaves the focus in its component, whose name says that it is loading', async () => {
  const set = stage();
  renderConnect(set, <ConnectPayments />);
  await set.tick();
  const payments = set.sandbox.element('payments')[0]!;
  payments.element.tabIndex = 0;
  act(() => payments.element.focus());
  act(() => payments.emit('loadError', 'authentication_error'));
  expect(panel('payments')).toHaveFocus();
  expect(panel('payments')).toHaveAccessibleName('Loading…');
  await set.tick();
  expect(stateOf('payments')).toBe('ready');
  expect(panel('payments')).toHaveFocus();
});

it('a failure that recovers by itself moves the focus from its Retry to the component', async () => {
  const set = stage({ sessionTtl: 60 });
  const { door, endpoint } = guarded(set);
  renderConnect(set, <ConnectPayments />, { endpoint });
  await set.tick();
  door.isOpen = false;
  for (let second = 0; second < 60; second += 10) await set.tick(10_000);
  expect(stateOf('payments')).toBe('error');
  act(() => retryButton().focus());
  door.isOpen = true;
  for (let second = 0; second < 60; second += 10) await set.tick(10_000);
  expect(stateOf('payments')).toBe('ready');
  expect(panel('payments')).toHaveFocus();
});

it('replacing an element or showing an error takes no focus from elsewhere on the page', async () => {
  const set = stage();
  renderConnect(
    set,
    <>
      <input />
      <ConnectPayments />
    </>,
  );
  await set.tick();
  const search = document.querySelector('input')!;
  act(() => search.focus());
  const fail = (type: 'authentication_error' | 'api_error') =>
    act(() => set.sandbox.element('payments')[0]!.emit('loadError', type));
  fail('authentication_error');
  expect(search).toHaveFocus();
  await set.tick();
  fail('api_error');
  expect(stateOf('payments')).toBe('error');
  expect(search).toHaveFocus();
});

it('an error that arrives while React’s Suspense hides the focused element is shown like any other', async () => {
  const set = stage();
  const onError = vi.fn();
  let arrive!: (module: { default: () => null }) => void;
  const Beside = lazy(() => new Promise<{ default: () => null }>((resolve) => (arrive = resolve)));
  const page = (more?: ReactNode) => (
    <Suspense fallback="One moment">
      <ConnectPayments onError={onError} />
      {more}
    </Suspense>
  );
  const { rerender } = renderConnect(set, page());
  await set.tick();
  const payments = set.sandbox.element('payments')[0]!;
  payments.element.tabIndex = 0;
  act(() => payments.element.focus());
  rerender({}, page(<Beside />));
  expect(panel('payments')).not.toBeVisible();
  act(() => payments.emit('loadError', 'api_error'));
  await act(async () => arrive({ default: () => null }));
  expect(retryButton()).toBeVisible();
  expect(onError).toHaveBeenCalledTimes(1);
});

it('the page’s own Retry that creates a new element moves the focus from its button to the component', async () => {
  const set = stage();
  renderConnect(
    set,
    <ConnectPayments errorFallback={({ retry }) => <button onClick={retry}>Again</button>} />,
  );
  await set.tick();
  act(() => set.sandbox.element('payments')[0]!.emit('loadError', 'api_error'));
  act(() => screen.getByText('Again').focus());
  fireEvent.click(screen.getByText('Again'));
  expect(panel('payments')).toHaveFocus();
});

it('when a second error offers no Retry, the focus that was on the first error’s Retry stays in the component', async () => {
  const set = stage();
  renderConnect(set, <ConnectPayments />);
  await set.tick();
  const fail = (type: 'rate_limit_error' | 'api_error' | 'invalid_request_error') =>
    act(() => set.sandbox.element('payments')[0]!.emit('loadError', type));
  fail('api_error');
  const retry = retryButton();
  act(() => retry.focus());
  fail('rate_limit_error');
  // The button is still there, so the focus stays on it.
  expect(retry).toHaveFocus();
  fail('invalid_request_error');
  expect(screen.queryByRole('button')).toBeNull();
  expect(panel('payments')).toHaveFocus();
  expect(panel('payments')).not.toHaveAttribute('role');
});

it('when a second error follows a first, the focus stays on the button of the page’s fallback', async () => {
  const set = stage();
  renderConnect(
    set,
    <ConnectPayments errorFallback={({ error }) => <button>Help with {error.code}</button>} />,
  );
  await set.tick();
  const payments = set.sandbox.element('payments')[0]!;
  act(() => payments.emit('loadError', 'api_error'));
  act(() => screen.getByRole('button').focus());
  act(() => payments.emit('loadError', 'invalid_request_error'));
  expect(screen.getByRole('button')).toHaveFocus();
});

it('an error that replaces the page’s skeleton takes over the focus that was in the skeleton', async () => {
  const set = stage();
  renderConnect(set, <ConnectPayments fallback={<button>Cancel</button>} />, {
    endpoint: () => Promise.reject(new Error('No')),
  });
  act(() => screen.getByText('Cancel').focus());
  for (let second = 0; second < 60; second += 10) await set.tick(10_000);
  expect(stateOf('payments')).toBe('error');
  expect(panel('payments')).toHaveFocus();
});
