import { act, fireEvent, screen } from '@testing-library/react';
import { cloneElement } from 'react';
import {
  ConnectBalances,
  ConnectDisputesList,
  ConnectNotificationBanner,
  ConnectPayments,
  ConnectPayouts,
} from 'stripe-embedded';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listenIn } from '../support/listenIn.js';
import { panel, renderConnect, stage } from '../support/stage.js';

/* An alert interrupts. Five components of one failed session must not interrupt five times with the same message. */

const SHOWN = /Something went wrong/;

const failing = () => {
  const set = stage();
  set.sandbox.fail({ api: 500, times: Infinity });
  return set;
};

it('every component shows a session failure, and only the first announces it', async () => {
  const set = failing();
  renderConnect(set, [<ConnectPayments key="a" />, <ConnectPayouts key="b" />, <ConnectBalances key="c" />]);
  await set.tick();
  expect(screen.getAllByText(SHOWN)).toHaveLength(3);
  expect(panel('payments')).toContainElement(screen.getByRole('alert'));
});

it('the failure is announced again when a Retry has failed, whichever component’s Retry it was', async () => {
  const set = failing();
  renderConnect(set, [<ConnectPayments key="a" />, <ConnectPayouts key="b" />]);
  await set.tick();
  const before = screen.getByRole('alert');
  fireEvent.click(screen.getAllByRole('button', { name: 'Try again' })[1]!);
  await set.tick();
  expect(screen.getByRole('alert')).not.toBe(before);
});

it('a component behind a tab leaves the announcement to the first visible one, and announces the failure once shown', async () => {
  const checkVisibility = function (this: Element) {
    return !this.closest('[hidden]');
  };
  Object.assign(Element.prototype, { checkVisibility });
  onTestFinished(() => void Reflect.deleteProperty(Element.prototype, 'checkVisibility'));
  const set = failing();
  renderConnect(set, [
    <div key="a" hidden>
      <ConnectPayments />
    </div>,
    <ConnectPayouts key="b" />,
  ]);
  await set.tick();
  expect(screen.getAllByRole('alert', { hidden: true })).toHaveLength(2);
  expect(panel('payouts')).toContainElement(screen.getByRole('alert'));
});

it.each([<dialog key="b" open />, <div key="b" role="alertdialog" />])(
  'a component in a dialog announces the failure there, because nothing behind a modal dialog is announced (%#)',
  async (dialog) => {
    const inside = [<ConnectPayouts key="a" />, <ConnectBalances key="b" />];
    const set = failing();
    renderConnect(set, [<ConnectPayments key="a" />, cloneElement(dialog, {}, inside)]);
    await set.tick();
    expect(panel('payouts')).toContainElement(screen.getAllByRole('alert')[1]!);
    expect(screen.getAllByRole('alert')).toHaveLength(2);
  },
);

it('components that fail for reasons of their own each announce their failure', async () => {
  const set = stage();
  set.sandbox.fail({ element: 'render_error', times: Infinity });
  renderConnect(set, [<ConnectPayments key="a" />, <ConnectDisputesList key="b" />]);
  await set.tick();
  expect(screen.getAllByRole('alert')).toHaveLength(2);
});

describe('a banner that is hidden while it is empty', () => {
  it('leaves it to a visible component to announce that the user has signed out', async () => {
    const set = stage();
    const { heard, Listener } = listenIn();
    renderConnect(set, [
      <Listener key="a" />,
      <ConnectNotificationBanner key="b" hideWhenEmpty />,
      <ConnectPayments key="c" />,
    ]);
    await set.tick();
    await act(() => heard.now!.logout());
    await set.tick();
    expect(panel('notification-banner')).not.toBeVisible();
    expect(panel('payments')).toContainElement(screen.getByRole('alert'));
  });

  it('does not announce a failure that a visible component has announced', async () => {
    const set = failing();
    renderConnect(set, [<ConnectNotificationBanner key="a" hideWhenEmpty />, <ConnectPayments key="b" />]);
    await set.tick();
    expect(panel('notification-banner')).toBeVisible();
    expect(panel('payments')).toContainElement(screen.getByRole('alert'));
  });

  it('announces a failure if it is alone', async () => {
    const set = failing();
    renderConnect(set, <ConnectNotificationBanner hideWhenEmpty />);
    await set.tick();
    expect(screen.getByRole('alert')).toBeVisible();
  });
});
