import { act, render } from '@testing-library/react';
import { Activity, useEffect } from 'react';
import {
  LinkAccountsButton,
  useFinancialConnections,
  type UseFinancialConnectionsResult,
} from 'stripe-embedded';
import { describe, expect, it, vi } from 'vitest';
import { bankPage, renderLinking } from '../support/bankStage.js';
import { stage } from '../support/stage.js';

/** A Stripe.js whose every flow ends this way. */
const endingWith = (answer: object) => ({ collectFinancialConnectionsAccounts: async () => answer }) as never;

describe('an error that the page’s own handlers throw', () => {
  it('is shown, and the flow has still ended', async () => {
    const shown = vi.spyOn(console, 'error').mockImplementation(() => {});
    const set = stage();
    const onCancel = () => {
      throw new Error('a bug of the page’s');
    };
    const { start, seen } = renderLinking(set, { onCancel }, { stripe: endingWith({}) });
    expect((await start('collectAccounts')).answer).toEqual({ type: 'cancelled' });
    expect(seen.link.status).toBe('idle');
    expect(shown).toHaveBeenCalledTimes(1);
    shown.mockRestore();
  });

  it('in the provider’s handler does not stop the hook’s from being told of a failure', async () => {
    const shown = vi.spyOn(console, 'error').mockImplementation(() => {});
    const set = stage();
    const told = vi.fn(() => {
      throw new Error('the reporter is not there');
    });
    const stripe = endingWith({ error: { message: 'No.' } });
    const { start, onError } = renderLinking(set, {}, { stripe, onError: told });
    await start('collectAccounts');
    expect(told).toHaveBeenCalledTimes(1);
    expect(onError).toHaveBeenCalledTimes(1);
    shown.mockRestore();
  });
});

it('a handler is not called inside the call that it reports on', async () => {
  const set = stage();
  const { start, seen, onError } = renderLinking(set);
  await start('collectBankAccountForPayment');
  const params = {
    payment_method_type: 'us_bank_account',
    payment_method_data: { billing_details: { name: 'Ada' } },
  };
  await act(async () => {
    void seen.link.collectBankAccountForSetup({ params, clientSecret: 'seti_1_secret_other' });
    expect(onError).not.toHaveBeenCalled();
  });
  expect(onError).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'flow_failed' }));
});

it.skipIf(!Activity)('the result of the last flow is kept while its page is hidden', async () => {
  const set = stage();
  const seen = {} as { link: UseFinancialConnectionsResult };
  function Page() {
    const now = useFinancialConnections();
    useEffect(() => void (seen.link = now));
    return <output>{now.result?.type}</output>;
  }
  const page = (mode: 'visible' | 'hidden') =>
    bankPage(
      set,
      <Activity mode={mode}>
        <Page />
      </Activity>,
      { stripe: endingWith({}) },
    );
  const view = render(page('visible'));
  await act(() => seen.link.collectAccounts());
  for (const mode of ['hidden', 'visible'] as const) {
    view.rerender(page(mode));
    await set.tick();
  }
  expect(view.container).toHaveTextContent('cancelled');
});

it.skipIf(!Activity)(
  'a window that was open when its page was hidden does not keep its button busy',
  async () => {
    const set = stage();
    const page = (mode: 'visible' | 'hidden') =>
      bankPage(
        set,
        <Activity mode={mode}>
          <LinkAccountsButton />
        </Activity>,
      );
    const view = render(page('visible'));
    const button = view.getByRole('button');
    act(() => button.click());
    await set.tick();
    expect(button).toHaveAttribute('data-state', 'open');
    for (const mode of ['hidden', 'visible'] as const) {
      view.rerender(page(mode));
      await set.tick();
    }
    expect(button).toHaveAttribute('data-state', 'idle');
    act(() => set.sandbox.financialConnections.cancel());
    await set.tick();
  },
);
