import { render, screen } from '@testing-library/react';
import { LinkedAccounts } from 'stripe-embedded';
import { expect, it } from 'vitest';

const LONG = 'Donaudampfschifffahrtsgesellschaftskapitaenswitwenrentenkass';

it.each(['institution_name', 'display_name', 'subcategory'])('a long %s wraps within its row', (name) => {
  const account = { id: 'fca_1', institution_name: 'StripeBank', last4: '6789', status: 'active' };
  render(
    <div style={{ width: 240 }}>
      <LinkedAccounts accounts={[{ ...account, [name]: LONG }]} onUnlink={() => {}} />
    </div>,
  );
  const list = screen.getByRole('list');
  expect(list.scrollWidth).toBe(list.clientWidth);
});

it('the dots and the last digits stay on one line', () => {
  const account = {
    id: 'fca_1',
    institution_name: 'Bank',
    display_name: 'Checking',
    last4: '6789',
    status: 'active',
  };
  for (let width = 140; width < 240; width += 10) {
    const { unmount } = render(
      <div style={{ width }}>
        <LinkedAccounts accounts={[account]} />
      </div>,
    );
    const tops = [...screen.getByText('6789').getClientRects()].map(({ top }) => top);
    expect(new Set(tops).size).toBe(1);
    unmount();
  }
});
