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
