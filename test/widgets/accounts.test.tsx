import type { Stripe } from '@stripe/stripe-js';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { useState, type ReactNode } from 'react';
import { ConnectProvider, FinancialConnectionsProvider, type SessionEndpoint } from 'stripe-embedded';
import { BankAccountsWidget, Dashboard, OnboardingWidget, ReportsWidget } from 'stripe-embedded/widgets';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { bankPage } from '../support/bankStage.js';
import { TWO } from '../support/endpoints.js';
import { KEY, renderConnect, stage, type Stage } from '../support/stage.js';

const page = ({ sandbox }: Stage, account: string, children: ReactNode) => {
  const provider = { publishableKey: KEY, endpoint: sandbox.endpoint, clock: sandbox.clock, account };
  return (
    <ConnectProvider {...provider}>
      <FinancialConnectionsProvider {...provider}>{children}</FinancialConnectionsProvider>
    </ConnectProvider>
  );
};

it('BankAccountsWidget offers to relink an inactive account and calls onRelink', async () => {
  const onRelink = vi.fn();
  const cut = { id: 'fca_1', institution_name: 'Bank', last4: '6789', status: 'disconnected' };
  render(bankPage(stage(), <BankAccountsWidget accounts={[cut]} onRelink={onRelink} />));
  fireEvent.click(screen.getByRole('button', { name: 'Link again: Bank 6789' }));
  expect(onRelink).toHaveBeenCalledExactlyOnceWith(cut);
});

it('relinking a bank account updates its list item instead of adding one', async () => {
  const set = stage();
  const states = ['inactive', 'active'];
  const stripe = {
    collectFinancialConnectionsAccounts: async () => ({
      financialConnectionsSession: { id: 'fcsess_1', accounts: [{ id: 'fca_1', status: states.shift() }] },
    }),
  } as unknown as Stripe;
  render(bankPage(set, <BankAccountsWidget />, { stripe }));
  for (const state of ['Needs attention', 'Active']) {
    fireEvent.click(screen.getByRole('button', { name: 'Link a bank account' }));
    await set.tick();
    expect(screen.getByRole('listitem')).toHaveTextContent(state);
  }
});

describe('with a second account', () => {
  it('no bank account of the first remains', async () => {
    const set = stage(TWO);
    const view = render(page(set, 'acct_A', <BankAccountsWidget />));
    await set.tick();
    fireEvent.click(screen.getByRole('button', { name: /link/i }));
    await set.tick();
    await act(async () => set.sandbox.financialConnections.link());
    await set.tick();
    expect(screen.getAllByRole('listitem').length).toBeGreaterThan(0);
    view.rerender(page(set, 'acct_B', <BankAccountsWidget />));
    await set.tick();
    expect(screen.queryAllByRole('listitem')).toHaveLength(0);
  });

  it.each([
    ['stripeAccount', { stripeAccount: 'acct_A' }, { stripeAccount: 'acct_B' }],
    ['endpoint', {}, { endpoint: '/api/of-another' }],
    ['publishableKey', {}, { publishableKey: 'pk_test_2' }],
  ])('no bank account of the first remains when the switch is by %s', async (_, first, second) => {
    const set = stage(TWO);
    const view = render(bankPage(set, <BankAccountsWidget />, first));
    fireEvent.click(screen.getByRole('button', { name: /link/i }));
    await set.tick();
    await act(async () => set.sandbox.financialConnections.link());
    await set.tick();
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
    view.rerender(bankPage(set, <BankAccountsWidget />, second));
    expect(screen.queryAllByRole('listitem')).toHaveLength(0);
  });

  it('onReady is called again for its own widgets', async () => {
    const set = stage(TWO);
    const onReady = vi.fn();
    const view = render(page(set, 'acct_A', <ReportsWidget onReady={onReady} />));
    await set.tick();
    expect(onReady).toHaveBeenCalledTimes(1);
    view.rerender(page(set, 'acct_B', <ReportsWidget onReady={onReady} />));
    await set.tick();
    expect(onReady).toHaveBeenCalledTimes(2);
  });

  it('each element of embed.js uses the session of its own endpoint function', async () => {
    const set = stage(TWO);
    await import('../../src/embed/index.js');
    const shown = ['acct_A', 'acct_B'].map((account) => {
      const element = document.createElement('stripe-payments') as HTMLElement & {
        endpoint: SessionEndpoint;
      };
      element.setAttribute('publishable-key', KEY);
      act(() => document.body.append(element));
      onTestFinished(() => element.remove());
      const told: string[] = [];
      element.addEventListener('stripe-session', (event) => {
        const { type, account: of } = (event as CustomEvent<{ type: string; account: string }>).detail;
        if (type === 'minted') told.push(of);
      });
      return { element, account, told };
    });
    await act(async () => {});
    for (const { element, account } of shown)
      act(() => void (element.endpoint = (request) => set.sandbox.endpoint({ ...request, account })));
    await set.tick();
    await set.tick();
    expect(shown.map(({ told }) => told)).toEqual([['acct_A'], ['acct_B']]);
  });

  it.each([
    [true, '.stripe-embedded-done'],
    [false, '.stripe-embedded-note'],
  ])('onboarding is open, whether or not the first account is done (%s)', async (done, words) => {
    const set = stage(TWO);
    const widget = <OnboardingWidget checkStatus={() => done} />;
    const view = render(page(set, 'acct_A', widget));
    await set.tick();
    await act(async () => set.sandbox.element('account-onboarding')[0]!.emit('exit'));
    await set.tick();
    expect(document.querySelector(words)).not.toBeNull();
    view.rerender(page(set, 'acct_B', widget));
    await set.tick();
    expect(document.querySelector(words)).toBeNull();
    expect(set.sandbox.element('account-onboarding')).toHaveLength(1);
  });
});

it('a custom panel can be a component with state', async () => {
  const set = stage();
  function Mine() {
    const [text] = useState('mine');
    return <p>{text}</p>;
  }
  renderConnect(set, <Dashboard panels={['payments', 'payouts']} render={{ payouts: Mine }} />);
  await set.tick();
  fireEvent.click(screen.getByRole('tab', { name: 'Payouts' }));
  expect(screen.getByText('mine')).toBeInTheDocument();
});
