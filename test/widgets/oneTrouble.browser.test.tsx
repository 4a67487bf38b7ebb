import { fireEvent, screen } from '@testing-library/react';
import { ConnectPayments, ConnectPayouts } from 'stripe-embedded';
import { AccountWidget, PaymentsWidget, TaxWidget, WidgetFrame } from 'stripe-embedded/widgets';
import { expect, it } from 'vitest';
import { panel, renderConnect, stage, stateOf } from '../support/stage.js';

it.each([AccountWidget, TaxWidget])('a frame of two components shows a shared error once', async (Widget) => {
  const set = stage();
  set.sandbox.fail({ api: 500, times: Infinity });
  renderConnect(set, <Widget />);
  await set.tick();
  expect(screen.getAllByRole('button', { name: 'Try again' })).toHaveLength(1);
  expect(screen.getAllByRole('alert')).toHaveLength(1);
});

it.each([AccountWidget, TaxWidget])(
  'the shared error is placed where a single component’s would be',
  async (Widget) => {
    const set = stage();
    set.sandbox.fail({ api: 500, times: Infinity });
    renderConnect(set, [<PaymentsWidget key="one" />, <Widget key="two" />]);
    await set.tick();
    const topOf = (element: Element) => element.getBoundingClientRect().top;
    const [one, two] = screen
      .getAllByRole('button', { name: 'Try again' })
      .map((button) => topOf(button) - topOf(button.closest('.stripe-embedded-widget')!));
    expect(two).toBeCloseTo(one!, 2);
  },
);

it('focus stays on visible content after Retry, even if the banner is empty', async () => {
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

it('an error of one component is shown in that component', async () => {
  const set = stage();
  set.sandbox.fail({ element: 'render_error', only: 'tax-settings' });
  renderConnect(set, <TaxWidget />);
  await set.tick();
  expect(panel('tax-settings')).toContainElement(screen.getByRole('alert'));
  expect(panel('tax-settings')).toBeVisible();
  expect(panel('tax-registrations')).toBeVisible();
});

it('different errors are both shown: the second has no Retry, and the first still needs its own', async () => {
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

it('a page’s errorFallback stays visible beside an empty one', async () => {
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
