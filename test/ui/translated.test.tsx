import { act, render, screen } from '@testing-library/react';
import { ConnectPayments } from 'stripe-embedded';
import { BankAccountsWidget, OnboardingWidget } from 'stripe-embedded/widgets';
import { expect, it, vi } from 'vitest';
import { bankPage } from '../support/bankStage.js';
import { providerOn, renderConnect, stage, stateOf } from '../support/stage.js';

/**
 * What a browser that translates a page does to it: each text gives way to two `<font>`s with another one. React then
 * takes out, or puts something before, a text that is no longer there, and throws where it stands among others.
 */
function translate() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    if (!text.data.trim() || text.parentElement!.localName === 'font') continue;
    const [outer, inner] = [document.createElement('font'), document.createElement('font')];
    inner.textContent = `«${text.data}»`;
    outer.append(inner);
    text.replaceWith(outer);
  }
}

it('a translated component fails, is tried again and is drawn', async () => {
  const set = stage();
  set.sandbox.fail({ api: 500, times: 1 });
  renderConnect(set, <ConnectPayments />);
  translate();
  await set.tick(60_000);
  expect(stateOf('payments')).toBe('error');
  translate();
  act(() => screen.getByRole('button', { name: '«Try again»' }).click());
  translate();
  await set.tick();
  expect(stateOf('payments')).toBe('ready');
});

it('translated bank accounts fail, are given up, linked and linked again', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const set = stage();
  const banks = set.sandbox.financialConnections;
  const page = (balance: number) => {
    const account = { id: 'fca_1', institution_name: 'StripeBank', last4: '4242', status: 'active' };
    const accounts = [{ ...account, balance: { current: { usd: balance } } }] as never;
    return bankPage(set, <BankAccountsWidget accounts={accounts} onUnlink={() => {}} />);
  };
  const { rerender } = render(page(100));
  for (const end of [() => banks.fail({ message: 'no' }), () => banks.cancel(), () => banks.link()]) {
    translate();
    act(() => screen.getByRole('button', { name: '«Link a bank account»' }).click());
    translate();
    await set.tick();
    act(end);
    await set.tick();
  }
  translate();
  rerender(page(700));
  expect(screen.getByRole('listitem')).toHaveTextContent('$7.00');
  vi.restoreAllMocks();
});

it('translated onboarding counts its steps, and is done', async () => {
  const set = stage();
  const Provider = providerOn(set);
  render(
    <Provider>
      <OnboardingWidget checkStatus={async () => true} />
    </Provider>,
  );
  await set.tick();
  translate();
  const [element] = set.sandbox.element('account-onboarding');
  act(() => element!.emit('stepChange', { step: 'representative_details' }));
  expect(screen.getByText('Step 2')).toBeVisible();
  translate();
  act(() => element!.emit('exit'));
  await set.tick();
  expect(screen.getByText('You are ready to take payments')).toBeVisible();
});
