import { act, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState, type ReactNode } from 'react';
import { FinancialConnectionsProvider, LinkedAccounts, type LinkedAccount } from 'stripe-embedded';
import { expect, it } from 'vitest';
import { shadowPlace } from '../support/shadowPlace.js';
import { KEY } from '../support/stage.js';

const bankAccount = (id: string, more: Partial<LinkedAccount> = {}): LinkedAccount => ({
  id,
  institution_name: 'Test Bank',
  last4: null,
  status: 'active',
  ...more,
});

const bankPage = (children: ReactNode, account?: string) => (
  <FinancialConnectionsProvider endpoint="/session" publishableKey={KEY} account={account}>
    {children}
  </FinancialConnectionsProvider>
);

it('the list keeps the focus when two accounts of the same name are unlinked', async () => {
  function Page() {
    const [accounts, set] = useState(['a', 'b', 'c'].map((id) => bankAccount(id)));
    return (
      <LinkedAccounts
        accounts={accounts}
        onUnlink={({ id }) => set((all) => all.filter((one) => one.id !== id))}
      />
    );
  }
  const { container } = render(bankPage(<Page />));
  const user = userEvent.setup();
  await user.click(screen.getAllByRole('button')[0]!);
  expect(container.firstElementChild).toHaveFocus();
  await user.tab();
  await user.keyboard('{Enter}');
  expect(container.firstElementChild).toHaveFocus();
});

it('the list does not take a focus that had gone elsewhere and was lost there', () => {
  const page = (ids: string[]) => (
    <>
      {bankPage(<LinkedAccounts accounts={ids.map((id) => bankAccount(id))} onUnlink={() => {}} />)}
      <button>Elsewhere</button>
    </>
  );
  const { rerender } = render(page(['a', 'b']));
  act(() => screen.getAllByRole('button', { name: /Unlink/ })[0]!.focus());
  act(() => screen.getByText('Elsewhere').focus());
  act(() => screen.getByText('Elsewhere').blur());
  rerender(page(['b']));
  expect(document.body).toHaveFocus();
});

it('the list in a shadow root leaves the focus where it is', () => {
  const place = shadowPlace();
  const page = (ids: string[]) =>
    bankPage(<LinkedAccounts accounts={ids.map((id) => bankAccount(id))} onUnlink={() => {}} />);
  const view = render(page(['a', 'b']), { container: place });
  const button = place.querySelectorAll('button')[1]!;
  act(() => button.focus());
  view.rerender(page(['b']));
  expect((place.getRootNode() as ShadowRoot).activeElement).toBe(button);
});

it('a balance in something that is not a currency is left out, whether its code has three letters or not', () => {
  const balance = { current: { 'n/a': 5 } } as unknown as LinkedAccount['balance'];
  render(bankPage(<LinkedAccounts accounts={[bankAccount('a', { balance })]} />));
  expect(screen.getByText('Test Bank')).toBeInTheDocument();
});

it.each<[string, Partial<LinkedAccount>]>([
  ['Test Bank Savings', { display_name: 'Savings' }],
  ['Test Bank 6789', { display_name: 'Savings', last4: '6789' }],
  ['6789', { institution_name: null as never, last4: '6789' }],
])('a button names which of two accounts of one bank it is for: %s', (name, more) => {
  const accounts = [bankAccount('a'), bankAccount('b', more)];
  render(bankPage(<LinkedAccounts accounts={accounts} onUnlink={() => {}} />));
  expect(screen.getByRole('button', { name: `Unlink: ${name}` })).toBeVisible();
});

it('the list of another account does not announce that the first account’s was unlinked', () => {
  const at = (account: string) =>
    bankPage(
      <LinkedAccounts
        accounts={[bankAccount(account, { display_name: `bank of ${account}` })]}
        onUnlink={() => {}}
      />,
      account,
    );
  const { container, rerender } = render(at('acct_A'));
  act(() => screen.getByRole('button').focus());
  rerender(at('acct_B'));
  expect(container.innerHTML).not.toContain('bank of acct_A');
  expect(container.firstElementChild).not.toHaveAttribute('aria-label');
});

it('the list keeps the focus, and announces it, when an account that was linked again loses its button', async () => {
  function Page() {
    const [status, set] = useState('inactive');
    const accounts = [bankAccount('a', { last4: '0001' }), bankAccount('b', { last4: '0002', status })];
    return <LinkedAccounts accounts={accounts} onRelink={() => set('active')} />;
  }
  render(bankPage(<Page />));
  await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  expect(screen.queryByRole('button')).toBeNull();
  expect(screen.getByRole('group', { name: 'Active: Test Bank 0002' })).toHaveFocus();
});

it('the list keeps the focus, and announces nothing, when a button goes but its account stays', () => {
  const page = (onUnlink?: () => void) =>
    bankPage(<LinkedAccounts accounts={[bankAccount('a')]} onUnlink={onUnlink} />);
  const { container, rerender } = render(page(() => {}));
  act(() => screen.getByRole('button').focus());
  rerender(page());
  expect(container.firstElementChild).toHaveFocus();
  expect(container.firstElementChild).not.toHaveAttribute('aria-label');
});

it('the list of another account takes no focus later from a user who has left it', () => {
  const at = (account: string, ids: string[]) =>
    bankPage(<LinkedAccounts accounts={ids.map((id) => bankAccount(id))} onUnlink={() => {}} />, account);
  const { rerender } = render(at('acct_A', ['a']));
  act(() => screen.getByRole('button').focus());
  rerender(at('acct_B', ['b', 'c']));
  rerender(at('acct_B', ['b']));
  expect(document.body).toHaveFocus();
  expect(screen.queryByRole('group')).toBeNull();
});

it('the list takes no focus from elsewhere, whatever causes the render', () => {
  const Ask = () => {
    const [isAsked, ask] = useState(false);
    return isAsked ? 'Asked' : <button onClick={() => ask(true)}>Ask</button>;
  };
  const at = (time: number) =>
    bankPage(
      <>
        <input aria-label={`search ${time}`} />
        <LinkedAccounts accounts={[]} emptyState={<Ask />} />
      </>,
    );
  const { rerender } = render(at(1));
  const button = screen.getByRole('button');
  act(() => button.focus());
  act(() => button.click());
  act(() => screen.getByRole('textbox').focus());
  rerender(at(2));
  expect(screen.getByRole('textbox')).toHaveFocus();
});
