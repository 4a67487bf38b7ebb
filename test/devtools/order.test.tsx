import { fireEvent, screen, within } from '@testing-library/react';
import { ConnectPayments, ConnectPayouts } from 'stripe-embedded';
import { StripeEmbeddedDevtools } from 'stripe-embedded/devtools';
import { expect, it } from 'vitest';
import { renderConnect, stage } from '../support/stage.js';

const open = () => fireEvent.click(screen.getByRole('button', { name: /^Stripe sessions/ }));
const percents = (selector: string, attribute: string) =>
  [...document.querySelectorAll(selector)].map((element) => parseFloat(element.getAttribute(attribute)!));

it('has no mark of what has happened beyond the line that says now', async () => {
  const set = stage();
  renderConnect(set, [<ConnectPayments key="0" />, <StripeEmbeddedDevtools key="1" />]);
  await set.tick();
  open();
  // Between two seconds: the panel’s own clock has not ticked yet.
  await set.tick(500);
  set.sandbox.fail({ api: 500 });
  set.sandbox.expire();
  await set.tick();
  const [now] = percents('svg[height="26"] > [data-now]', 'x1');
  const failed = percents('svg[height="26"] > [data-mark="failed"]', 'x');
  expect(failed.length).toBeGreaterThan(0);
  for (const place of failed) expect(place).toBeLessThanOrEqual(now!);
});

it('has the components that are on the page before those that are gone', async () => {
  const set = stage();
  const devtools = <StripeEmbeddedDevtools key="devtools" />;
  const { rerender } = renderConnect(set, [<ConnectPayments key="payments" />, devtools]);
  await set.tick();
  open();
  rerender({}, [<ConnectPayouts key="payouts" />, devtools]);
  await set.tick();
  const table = screen.getByRole('table', { name: 'Components' });
  const names = within(table)
    .getAllByRole('rowheader')
    .map(({ textContent }) => textContent);
  expect(names).toEqual(['payouts', 'payments']);
});
