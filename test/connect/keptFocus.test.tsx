import { act } from '@testing-library/react';
import { ConnectPayments } from 'stripe-embedded';
import { expect, it } from 'vitest';
import { guarded } from '../support/endpoints.js';
import { panel, renderConnect, retryButton, stage, stateOf } from '../support/stage.js';

it('a new instance that comes by itself leaves the focus in its component, whose name says that it loads', async () => {
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

it('a trouble that is over by itself leaves the focus, which was on its Retry, on the component', async () => {
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

it('what comes and goes takes no focus that is elsewhere on the page', async () => {
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
