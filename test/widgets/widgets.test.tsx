import { act, fireEvent, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ComponentProps, ComponentType, ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { ConnectProvider, FinancialConnectionsProvider } from 'stripe-embedded';
import { arabicWidgets } from 'stripe-embedded/messages/ar';
import * as library from 'stripe-embedded/widgets';
import {
  Dashboard,
  OnboardingWidget,
  PaymentsWidget,
  WidgetFrame,
  type WidgetProps,
} from 'stripe-embedded/widgets';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { KEY, panel, stage, stateOf, type Stage } from '../support/stage.js';

beforeEach(() => {
  localStorage.clear();
  history.replaceState(null, '', '#');
});
afterEach(() => vi.restoreAllMocks());

function show(
  { sandbox }: Stage,
  children: ReactNode,
  props: Partial<ComponentProps<typeof ConnectProvider>> = {},
) {
  const provider = { publishableKey: KEY, endpoint: sandbox.endpoint, clock: sandbox.clock };
  return render(
    <ConnectProvider {...provider} {...(props as object)}>
      <FinancialConnectionsProvider {...provider}>{children}</FinancialConnectionsProvider>
    </ConnectProvider>,
  );
}

const NAMES: Record<string, [title: string, tags: string[]]> = {
  PaymentsWidget: ['Payments', ['payments']],
  PayoutsWidget: ['Payouts', ['payouts']],
  BalancesWidget: ['Balance', ['balances']],
  OnboardingWidget: ['Set up payments', ['account-onboarding']],
  AccountWidget: ['Account', ['notification-banner', 'account-management']],
  DocumentsWidget: ['Documents', ['documents']],
  TaxWidget: ['Tax', ['tax-settings', 'tax-registrations']],
  DisputesWidget: ['Disputes', ['disputes-list']],
  ReportsWidget: ['Reports', ['balance-report', 'payout-reconciliation-report']],
  BankAccountsWidget: ['Bank accounts', []],
};

describe.each(Object.entries(NAMES))('%s', (name, [title, tags]) => {
  const Widget = library[name as 'PaymentsWidget'] as ComponentType<WidgetProps>;

  it('has a title, a place for actions and its components', async () => {
    const set = stage();
    show(set, <Widget actions={<button>Export</button>} className="mine" />);
    await set.tick();
    const region = screen.getByRole('region', { name: title });
    expect(region).toHaveClass('stripe-embedded-widget', 'mine');
    expect(screen.getByRole('heading', { level: 2, name: title })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Export' })).toBeInTheDocument();
    for (const tag of tags) {
      expect(stateOf(tag)).toBe('ready');
      expect(region).toContainElement(panel(tag));
    }
  });

  it('can have another title, no title or another language', async () => {
    const set = stage();
    show(
      set,
      <>
        <Widget title="Mine" headingLevel={3} />
        <Widget title={null} />
        <Widget title={false} />
        <Widget title />
        <Widget title="" />
        <Widget messages={arabicWidgets} />
      </>,
    );
    await set.tick();
    const headings = screen.getAllByRole('heading').map((heading) => [heading.tagName, heading.textContent]);
    expect(headings[0]).toEqual(['H3', 'Mine']);
    expect(headings).toHaveLength(2);
    expect(Object.values(arabicWidgets)).toContain(headings[1]![1]);
  });
});

describe('a widget', () => {
  it('passes on the component’s own props', async () => {
    const set = stage();
    const onReady = vi.fn();
    show(set, <PaymentsWidget onReady={onReady} defaultFilters={{ status: ['failed'] }} />);
    await set.tick();
    expect(onReady).toHaveBeenCalledTimes(1);
    expect(set.log('setter').map((entry) => (entry as { name?: string }).name)).toContain(
      'setDefaultFilters',
    );
  });

  it('with several components is ready once all are, and passes on their props', async () => {
    for (const Widget of [library.AccountWidget, library.TaxWidget, library.ReportsWidget]) {
      const set = stage({ latency: { element: 10 } });
      const onReady = vi.fn();
      const { unmount } = show(set, <Widget onReady={onReady} fallback={<i>waiting</i>} />);
      await set.tick();
      expect(screen.getAllByText('waiting').length).toBeGreaterThan(0);
      expect(onReady).not.toHaveBeenCalled();
      await set.tick(10);
      expect(onReady).toHaveBeenCalledTimes(1);
      unmount();
    }
  });

  it('shows when the network is lost and when it is back', async () => {
    const set = stage();
    show(
      set,
      <>
        <div hidden>
          <WidgetFrame title="Behind a tab" />
        </div>
        <WidgetFrame title="Mine">inside</WidgetFrame>
        <WidgetFrame title="Another" />
      </>,
    );
    // jsdom has no layout.
    const seen = vi.fn(function (this: Element) {
      return !this.closest('[hidden]');
    });
    Object.assign(Element.prototype, { checkVisibility: seen });
    onTestFinished(() => void Reflect.deleteProperty(Element.prototype, 'checkVisibility'));
    const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    act(() => void window.dispatchEvent(new Event('offline')));
    expect(screen.getAllByText('You are offline. What you see may be out of date.')).toHaveLength(3);
    // Shown in each, announced once.
    const told = screen.getAllByRole('status').filter(({ textContent }) => textContent);
    expect(told).toHaveLength(1);
    expect(screen.getByRole('region', { name: 'Mine' })).toContainElement(told[0]!);
    online.mockReturnValue(true);
    act(() => void window.dispatchEvent(new Event('online')));
    expect(screen.queryByText(/You are offline/)).toBeNull();
  });

  it('uses the provider’s colours', () => {
    const set = stage();
    show(set, <WidgetFrame title="Mine" />, { appearance: { variables: { colorBackground: '#123456' } } });
    expect(screen.getByRole('region').style.getPropertyValue('--stripe-embedded-surface')).toBe('#123456');
  });

  it('renders on a server', () => {
    const html = renderToString(
      <ConnectProvider publishableKey={KEY} endpoint="/session">
        <Dashboard />
      </ConnectProvider>,
    );
    expect(html).toContain('Payments');
    expect(html).toContain('data-state="loading"');
    expect(html).not.toContain('You are offline');
  });
});

describe('OnboardingWidget', () => {
  it('shows the step, and is done when the server says so', async () => {
    const set = stage();
    let complete = false;
    const onComplete = vi.fn();
    show(set, <OnboardingWidget checkStatus={() => complete} onComplete={onComplete} />);
    await set.tick();
    const [element] = set.sandbox.element('account-onboarding');
    act(() => element!.emit('stepChange', { step: 'representative_details' }));
    expect(screen.getByText('Step 2')).toBeInTheDocument();
    act(() => element!.emit('exit'));
    await set.tick();
    expect(screen.getByText(/Something is still missing/)).toBeInTheDocument();
    complete = true;
    act(() => element!.emit('exit'));
    await set.tick();
    expect(screen.getByText('You are ready to take payments')).toHaveFocus();
    expect(onComplete).toHaveBeenCalledTimes(1);
    expect(panel('account-onboarding')).toBeNull();
  });

  it('counts down when the person goes back, and shows a number from the first step', async () => {
    const set = stage();
    const onStepChange = vi.fn();
    const onReady = vi.fn();
    show(set, <OnboardingWidget onStepChange={onStepChange} onReady={onReady} />);
    expect(screen.queryByText(/^Step/)).toBeNull();
    await set.tick();
    expect(screen.getByText('Step 1')).toBeInTheDocument();
    expect(onReady).toHaveBeenCalledTimes(1);
    const [element] = set.sandbox.element('account-onboarding');
    for (const [step, number] of [
      ['representative_details', 2],
      ['external_account', 3],
      ['representative_details', 2],
      ['business_type', 1],
      ['representative_details', 2],
      ['summary', 4],
    ] as const) {
      act(() => element!.emit('stepChange', { step }));
      expect(screen.getByText(`Step ${number}`)).toBeInTheDocument();
    }
    expect(onStepChange).toHaveBeenLastCalledWith({ step: 'summary' });
  });

  it('shows the message at once if onboarding is already done', () => {
    const set = stage();
    show(set, <OnboardingWidget complete />);
    expect(screen.getByText('You are ready to take payments')).not.toHaveFocus();
    expect(set.log('mint')).toHaveLength(0);
  });
});

describe('BankAccountsWidget', () => {
  it('lists accounts linked while it is mounted', async () => {
    const set = stage();
    show(set, <library.BankAccountsWidget />);
    expect(screen.getByText(/No bank account is linked yet/)).toBeInTheDocument();
    fireEvent.click(screen.getByRole('button', { name: 'Link a bank account' }));
    await set.tick();
    set.sandbox.financialConnections.link();
    await set.tick();
    expect(screen.getByRole('listitem')).toHaveTextContent('StripeBank');
  });

  it('lists the accounts that the page passes, with buttons for the events that it handles', () => {
    const accounts = [
      { id: 'fca_1', institution_name: 'One', last4: '1111', status: 'active' },
      { id: 'fca_2', institution_name: 'Two', last4: '2222', status: 'inactive' },
    ];
    const onRelink = vi.fn();
    const onUnlink = vi.fn();
    show(stage(), <library.BankAccountsWidget {...{ accounts, onRelink, onUnlink }} />);
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
    fireEvent.click(screen.getByRole('button', { name: /^Link again: Two/ }));
    expect(onRelink).toHaveBeenCalledExactlyOnceWith(accounts[1]);
    fireEvent.click(screen.getByRole('button', { name: /^Unlink: One/ }));
    expect(onUnlink).toHaveBeenCalledExactlyOnceWith(accounts[0]);
  });

  it('links as its props say', async () => {
    const set = stage();
    const endpoint = vi.fn(set.sandbox.endpoint);
    const handlers = { onLinked: vi.fn(), onError: vi.fn() };
    const provider = { publishableKey: KEY, endpoint, clock: set.sandbox.clock };
    render(
      <ConnectProvider {...provider}>
        <FinancialConnectionsProvider {...provider}>
          <library.BankAccountsWidget
            params={{ permissions: ['balances'] }}
            prefetch="mount"
            verify
            {...handlers}
          />
        </FinancialConnectionsProvider>
      </ConnectProvider>,
    );
    await set.tick();
    expect(endpoint.mock.lastCall![0].params).toEqual({ permissions: ['balances'] });
    fireEvent.click(screen.getByRole('button', { name: 'Link a bank account' }));
    await act(async () => set.sandbox.financialConnections.link());
    await set.tick();
    expect(endpoint.mock.lastCall![0].verify).toMatch(/^fcsess_/);
    expect(handlers.onLinked).toHaveBeenCalledTimes(1);
    set.sandbox.fail({ api: 500 });
    fireEvent.click(screen.getByRole('button', { name: 'Link a bank account' }));
    await set.tick();
    expect(handlers.onError).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ code: 'endpoint_failed' }),
    );
  });
});

describe('Dashboard', () => {
  const tabs = () => screen.getAllByRole('tab').map((tab) => tab.textContent);
  const selected = () => screen.getByRole('tab', { selected: true }).textContent;

  it('opens panels by click and by keyboard, with one session', async () => {
    const set = stage();
    show(set, <Dashboard />);
    await set.tick();
    expect(tabs()).toEqual([
      'Payments',
      'Payouts',
      'Disputes',
      'Bank accounts',
      'Reports',
      'Documents',
      'Tax',
      'Account',
    ]);
    expect(set.log('create').map((entry) => (entry as { tag?: string }).tag)).toEqual(['payments']);
    await userEvent.click(screen.getByRole('tab', { name: 'Payouts' }));
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(selected()).toBe('Account');
    expect(screen.getByRole('tab', { name: 'Account' })).toHaveFocus();
    await userEvent.keyboard('{Home}');
    expect(selected()).toBe('Payments');
    await userEvent.keyboard('{End}');
    await set.tick();
    expect(set.log('mint')).toHaveLength(1);
    expect(screen.getByRole('tabpanel', { name: 'Account' })).toContainElement(panel('account-management'));
  });

  it('shows the balance once, in the payouts panel', async () => {
    const set = stage();
    show(set, <Dashboard panels={['payouts']} />);
    await set.tick();
    expect(set.log('create').map((entry) => (entry as { tag?: string }).tag)).toEqual(['payouts']);
  });

  it('passes its messages to its widgets, whose own take precedence', async () => {
    const set = stage();
    show(
      set,
      <Dashboard
        panels={['banks']}
        messages={arabicWidgets}
        render={{
          banks: () => <library.BankAccountsWidget messages={{ linkBank: 'Mine', banks: undefined }} />,
        }}
      />,
    );
    expect(screen.getByRole('heading', { name: arabicWidgets.banks })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Mine' })).toBeInTheDocument();
  });

  it('has what was linked confirmed by the server', async () => {
    const set = stage();
    const endpoint = vi.fn(set.sandbox.endpoint);
    render(
      <FinancialConnectionsProvider publishableKey={KEY} endpoint={endpoint} clock={set.sandbox.clock}>
        <ConnectProvider publishableKey={KEY} endpoint={set.sandbox.endpoint} clock={set.sandbox.clock}>
          <Dashboard panels={['banks']} />
        </ConnectProvider>
      </FinancialConnectionsProvider>,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Link a bank account' }));
    await set.tick();
    await act(async () => set.sandbox.financialConnections.link());
    await set.tick();
    expect(endpoint.mock.lastCall![0].verify).toMatch(/^fcsess_/);
    expect(screen.getByRole('listitem')).toHaveTextContent('StripeBank');
  });

  it('keeps an opened panel with its input', async () => {
    const set = stage();
    show(set, <Dashboard />);
    await set.tick();
    const before = panel('payments').querySelector('stripe-connect-payments');
    fireEvent.click(screen.getByRole('tab', { name: 'Tax' }));
    expect(panel('payments')).not.toBeVisible();
    fireEvent.click(screen.getByRole('tab', { name: 'Payments' }));
    expect(panel('payments').querySelector('stripe-connect-payments')).toBe(before);
  });

  it('follows the URL fragment and remembers the tab', async () => {
    const set = stage();
    history.replaceState(null, '', '#payouts');
    const { unmount } = show(set, <Dashboard />);
    expect(selected()).toBe('Payouts');
    fireEvent.click(screen.getByRole('tab', { name: 'Documents' }));
    expect(location.hash).toBe('#documents');
    unmount();
    history.replaceState(null, '', '#');
    show(set, <Dashboard />);
    expect(selected()).toBe('Documents');
    history.replaceState(null, '', '#nonsense');
    act(() => void window.dispatchEvent(new Event('hashchange')));
    expect(selected()).toBe('Documents');
  });

  it('works without storage', () => {
    const set = stage();
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('refused', 'SecurityError');
    });
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('refused', 'SecurityError');
    });
    show(set, <Dashboard />);
    fireEvent.click(screen.getByRole('tab', { name: 'Tax' }));
    expect(selected()).toBe('Tax');
  });

  it('shows the panels that the page lists, with custom ones in their place', () => {
    const set = stage();
    show(set, <Dashboard panels={['account', 'payments']} render={{ account: () => <p>Mine</p> }} />);
    expect(tabs()).toEqual(['Account', 'Payments']);
    expect(screen.getByText('Mine')).toBeInTheDocument();
  });

  it('shows a panel once when a page lists it twice', () => {
    show(stage(), <Dashboard panels={['payments', 'tax', 'payments']} />);
    expect(tabs()).toEqual(['Payments', 'Tax']);
  });

  it('leaves out an unknown panel and suggests the right name', () => {
    const set = stage();
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    show(set, <Dashboard panels={['paymnts' as 'payments', 'tax']} />);
    expect(tabs()).toEqual(['Tax']);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('Did you mean `payments`?'));
  });

  it('has no bank accounts panel without a FinancialConnectionsProvider', () => {
    const set = stage();
    render(
      <ConnectProvider publishableKey={KEY} endpoint={set.sandbox.endpoint} clock={set.sandbox.clock}>
        <Dashboard />
      </ConnectProvider>,
    );
    expect(tabs()).not.toContain('Bank accounts');
  });
});
