import { fireEvent, screen } from '@testing-library/react';
import { ConnectPayments, ConnectPayouts } from 'stripe-embedded';
import { AccountWidget, PaymentsWidget, TaxWidget, WidgetFrame } from 'stripe-embedded/widgets';
import { expect, it } from 'vitest';
import { panel, renderConnect, stage, stateOf } from '../support/stage.js';

it.each([AccountWidget, TaxWidget])(
  'a frame of two components shows one trouble of theirs',
  async (Widget) => {
    const set = stage();
    set.sandbox.fail({ api: 500, times: Infinity });
    renderConnect(set, <Widget />);
    await set.tick();
    expect(screen.getAllByRole('button', { name: 'Try again' })).toHaveLength(1);
    expect(screen.getAllByRole('alert')).toHaveLength(1);
  },
);

it.each([AccountWidget, TaxWidget])(
  'its trouble stands where that of one component would',
  async (Widget) => {
    const set = stage();
    set.sandbox.fail({ api: 500, times: Infinity });
    renderConnect(set, [<PaymentsWidget key="one" />, <Widget key="two" />]);
    await set.tick();
    const topOf = (element: Element) => element.getBoundingClientRect().top;
    const [one, two] = screen
      .getAllByRole('button', { name: 'Try again' })
      .map((button) => topOf(button) - topOf(button.closest('.stripe-embedded-widget')!));
    expect(two).toBe(one);
  },
);

it('the focus stays with what is there after Retry, though the banner has nothing to show', async () => {
  const set = stage();
  set.sandbox.fail({ api: 500 });
  renderConnect(set, <AccountWidget />);
  await set.tick();
  const retry = screen.getByRole('button', { name: 'Try again' });
  retry.focus();
  fireEvent.click(retry);
  await set.tick();
  expect(panel('account-management')).toHaveFocus();
});

it('the trouble of one alone stands where it is', async () => {
  const set = stage();
  set.sandbox.fail({ element: 'render_error', only: 'tax-settings' });
  renderConnect(set, <TaxWidget />);
  await set.tick();
  expect(panel('tax-settings')).toContainElement(screen.getByRole('alert'));
  expect(panel('tax-settings')).toBeVisible();
  expect(panel('tax-registrations')).toBeVisible();
});

it('two troubles are two: the second has no Retry, and the first one’s is needed', async () => {
  const set = stage();
  set.sandbox.fail({ element: 'render_error', only: 'tax-settings' });
  renderConnect(set, <TaxWidget />, {
    endpoint: (request) => set.sandbox.endpoint({ ...request, components: ['tax_settings'] }),
  });
  await set.tick();
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await set.tick();
  expect(stateOf('tax-settings')).toBe('ready');
  expect(stateOf('tax-registrations')).toBe('error');
});

it('what a page shows of its own stands, be there nothing beside it', async () => {
  const set = stage();
  set.sandbox.fail({ api: 500 });
  renderConnect(
    set,
    <WidgetFrame title="Money">
      <ConnectPayments errorFallback={<p>Call us</p>} />
      <ConnectPayouts errorFallback={null} />
    </WidgetFrame>,
  );
  await set.tick();
  expect(screen.getByText('Call us')).toBeVisible();
});
