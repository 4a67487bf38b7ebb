import { act, fireEvent, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { LinkAccountsButton } from 'stripe-embedded';
import { expect, it, vi } from 'vitest';
import { bankPage } from '../support/bankStage.js';
import { stage } from '../support/stage.js';

/** A page whose first flow has failed, with a retry button of its own and a text field. */
async function failedPage() {
  const set = stage();
  let end!: (answer: object) => void;
  const collect = vi
    .fn(() => new Promise<object>((resolve) => (end = resolve)))
    .mockResolvedValueOnce({ error: { type: 'api_error', message: 'Down.' } });
  const page = (
    <>
      <LinkAccountsButton errorFallback={({ retry }) => <button onClick={retry}>Again</button>}>
        Link
      </LinkAccountsButton>
      <input />
    </>
  );
  render(bankPage(set, page, { stripe: { collectFinancialConnectionsAccounts: collect } as never }));
  fireEvent.click(screen.getByText('Link'));
  await set.tick();
  return {
    again: screen.getByText('Again'),
    async tried() {
      await set.tick();
      expect(screen.queryByText('Again')).toBeNull();
      await act(async () => end({}));
    },
  };
}

it('a retry from the page’s own button, which disappears with the failure, moves the focus to the library’s button', async () => {
  const { again, tried } = await failedPage();
  act(() => again.focus());
  await userEvent.keyboard('{Enter}');
  await tried();
  expect(screen.getByText('Link')).toHaveFocus();
});

it('a retry by the page’s code takes no focus from elsewhere', async () => {
  const { again, tried } = await failedPage();
  act(() => screen.getByRole('textbox').focus());
  fireEvent.click(again);
  await tried();
  expect(screen.getByRole('textbox')).toHaveFocus();
});
