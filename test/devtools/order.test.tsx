import { fireEvent, screen, within } from '@testing-library/react';
import { ConnectPayments, ConnectPayouts } from 'stripe-embedded';
import { StripeEmbeddedDevtools } from 'stripe-embedded/devtools';
import { expect, it, onTestFinished, vi } from 'vitest';
import { renderConnect, stage } from '../support/stage.js';

const open = () => fireEvent.click(screen.getByRole('button', { name: /^Stripe sessions/ }));
const percents = (selector: string, attribute: string) =>
  [...document.querySelectorAll(selector)].map((element) => parseFloat(element.getAttribute(attribute)!));

it('places no past mark beyond the line for now', async () => {
  const set = stage();
  renderConnect(set, [<ConnectPayments key="0" />, <StripeEmbeddedDevtools key="1" />]);
  await set.tick();
  open();
  // Between two seconds, so the panel's own clock has not ticked yet.
  await set.tick(500);
  set.sandbox.fail({ api: 500 });
  set.sandbox.expire();
  await set.tick();
  const [now] = percents('svg[height="26"] > [data-now]', 'x1');
  const failed = percents('svg[height="26"] > [data-mark="failed"]', 'x');
  expect(failed.length).toBeGreaterThan(0);
  for (const place of failed) expect(place).toBeLessThanOrEqual(now!);
});

it('lists mounted components before unmounted ones', async () => {
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

it('settles when there are more components than it shows', async () => {
  const set = stage();
  // A panel that kept reacting to its own changes would never end this test.
  let looks = 0;
  const Real = MutationObserver;
  vi.stubGlobal(
    'MutationObserver',
    class extends Real {
      constructor(look: MutationCallback) {
        super((...given) => void (++looks < 100 && look(...given)));
      }
    },
  );
  onTestFinished(() => void vi.unstubAllGlobals());
  renderConnect(set, [
    ...Array.from({ length: 25 }, (_, at) => <ConnectPayments key={at} />),
    <StripeEmbeddedDevtools key="devtools" />,
  ]);
  await set.tick();
  open();
  await set.tick();
  expect(looks).toBeLessThan(100);
});

it('prefers mounted components to unmounted ones when there is no room for both', async () => {
  const set = stage();
  const page = (count: number) => [
    <ConnectPayouts key="payouts" />,
    ...Array.from({ length: 24 }, (_, at) => <ConnectPayments key={`${at} of ${count}`} />).slice(0, count),
    <StripeEmbeddedDevtools key="devtools" />,
  ];
  const { rerender } = renderConnect(set, page(23));
  await set.tick();
  open();
  rerender({}, page(1));
  await set.tick();
  const table = screen.getByRole('table', { name: 'Components' });
  const [first] = within(table).getAllByRole('rowheader');
  expect(first).toHaveTextContent('payouts');
  expect(within(table).getAllByRole('rowheader')).toHaveLength(24);
});
