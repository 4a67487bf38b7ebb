import { render, screen } from '@testing-library/react';
import { LinkedAccounts } from 'stripe-embedded';
import { expect, it } from 'vitest';

const NAME = 'Example Bank, N.A.';

/** How far from the left of the page the name's character at this place is. */
function leftOf(at: number): number {
  const range = document.createRange();
  const text = screen.getByText(NAME).firstChild!;
  range.setStart(text, at);
  range.setEnd(text, at + 1);
  return range.getBoundingClientRect().left;
}

it.each(['institution_name', 'display_name'])(
  'an English %s ends with its full stop on an Arabic page',
  (name) => {
    const account = { id: 'fca_1', institution_name: 'StripeBank', last4: '6789', status: 'active' };
    render(
      <div dir="rtl">
        <LinkedAccounts accounts={[{ ...account, [name]: NAME }]} />
      </div>,
    );
    expect(leftOf(NAME.length - 1)).toBeGreaterThan(leftOf(0));
  },
);
