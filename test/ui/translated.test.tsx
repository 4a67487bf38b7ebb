import { act, render, screen } from '@testing-library/react';
import { ConnectPayments } from 'stripe-embedded';
import { BankAccountsWidget, OnboardingWidget } from 'stripe-embedded/widgets';
import { expect, it, vi } from 'vitest';
import { bankPage } from '../support/bankStage.js';
import { providerOn, renderConnect, stage, stateOf } from '../support/stage.js';

/**
 * What a browser's translation does to a page: it replaces each text with two nested `<font>`s and a new text. When React
 * then removes such a text, or inserts something before it, it throws if the text has siblings.
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

it('a translated component can fail, retry and render', async () => {
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

it('translated bank accounts can fail, be cancelled, link and update', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const set = stage();
  const banks = set.sandbox.financialConnections;
  const page = (balance: number) => {
    const account = { id: 'fca_1', institution_name: 'StripeBank', last4: '4242', status: 'active' };
    const accounts = [{ ...account, balance: { current: { usd: balance } } }] as never;
    return bankPage(set, <BankAccountsWidget accounts={accounts} onUnlink={() => {}} />, { locale: 'en' });
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

it('translated onboarding updates its step counter and completes', async () => {
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
