import { render, screen } from '@testing-library/react';
import { FinancialConnectionsProvider, LinkAccountsButton } from 'stripe-embedded';
import { expect, it } from 'vitest';

it('the button uses the page’s own backgroundColor', () => {
  render(
    <FinancialConnectionsProvider publishableKey="pk_test_1" endpoint={() => new Promise(() => {})}>
      <LinkAccountsButton style={{ backgroundColor: 'rgb(255, 0, 0)', color: 'white' }} />
    </FinancialConnectionsProvider>,
  );
  expect(getComputedStyle(screen.getByRole('button')).backgroundColor).toBe('rgb(255, 0, 0)');
});

it('a disabled button does not look like one that can be pressed', () => {
  render(
    <FinancialConnectionsProvider publishableKey="pk_test_1" endpoint={() => new Promise(() => {})}>
      <LinkAccountsButton disabled />
    </FinancialConnectionsProvider>,
  );
  expect(getComputedStyle(screen.getByRole('button'))).toMatchObject({ opacity: '0.6', cursor: 'default' });
});

it('a text of one long word wraps within the button', () => {
  render(
    <FinancialConnectionsProvider publishableKey="pk_test_1" endpoint={() => new Promise(() => {})}>
      <div style={{ width: 180 }}>
        <LinkAccountsButton>Bankkontoverknüpfungseinstellungen</LinkAccountsButton>
      </div>
    </FinancialConnectionsProvider>,
  );
  const button = screen.getByRole('button');
  expect(button.offsetWidth).toBe(180);
  expect(button.scrollWidth).toBe(button.clientWidth);
});
