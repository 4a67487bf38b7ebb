import type { Meta, StoryObj } from '@storybook/react-vite';
import type { ComponentType, ReactNode } from 'react';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import {
  AccountWidget,
  BalancesWidget,
  BankAccountsWidget,
  Dashboard,
  DisputesWidget,
  DocumentsWidget,
  OnboardingWidget,
  PaymentsWidget,
  PayoutsWidget,
  ReportsWidget,
  TaxWidget,
  WidgetFrame,
} from 'stripe-embedded/widgets';
import { StoryBankProvider, StoryProvider, useStorySandbox, useStoryWidgetMessages } from '../sandbox.js';

export default { title: 'Widgets/Widgets' } satisfies Meta;

type Story = StoryObj;

const Providers = ({ children }: { children: ReactNode }) => (
  <StoryProvider>
    <StoryBankProvider>{children}</StoryBankProvider>
  </StoryProvider>
);

const story = (Widget: ComponentType<any>): Story => ({
  render: function Render() {
    const messages = useStoryWidgetMessages();
    return (
      <Providers>
        <Widget messages={messages} />
      </Providers>
    );
  },
});

const isReady = (canvas: HTMLElement, tag: string) =>
  waitFor(() =>
    expect(canvas.querySelector(`[data-stripe-embedded="${tag}"]`)).toHaveAttribute('data-state', 'ready'),
  );

export const Payments = story(PaymentsWidget);
export const PaymentsInTheDark: Story = { ...Payments, globals: { theme: 'dark' } };
export const PaymentsRightToLeft: Story = { ...Payments, globals: { locale: 'ar-EG' } };
export const Payouts = story(PayoutsWidget);
export const Balances = story(BalancesWidget);
export const Account = story(AccountWidget);
export const Documents = story(DocumentsWidget);
export const Tax = story(TaxWidget);
export const Disputes = story(DisputesWidget);
export const Reports = story(ReportsWidget);
export const Banks = story(BankAccountsWidget);
export const BanksInTheDark: Story = { ...Banks, globals: { theme: 'dark' } };

/** A frame around the page's own content, with an action. */
export const Frame: Story = {
  render: () => (
    <StoryProvider>
      <WidgetFrame title="Refunds this week" actions={<button className="story-button">Export</button>}>
        <p style={{ margin: 0 }}>Three refunds, $84.00 in total.</p>
      </WidgetFrame>
    </StoryProvider>
  ),
};

/** The widget asks the server whether onboarding is complete when the user leaves it. */
export const Onboarding: Story = {
  render: function Render() {
    const { sandbox } = useStorySandbox();
    const messages = useStoryWidgetMessages();
    return (
      <StoryProvider account={sandbox.accounts[0]!.id}>
        <OnboardingWidget messages={messages} checkStatus={() => sandbox.accounts[0]!.details_submitted} />
      </StoryProvider>
    );
  },
};
export const OnboardingInFrench: Story = { ...Onboarding, globals: { locale: 'fr-FR' } };
/** Leaving does not mean finishing: the server is asked, and answers that something is missing. */
export const OnboardingLeftEarly: Story = {
  render: function Render() {
    const { sandbox } = useStorySandbox();
    const messages = useStoryWidgetMessages();
    return (
      <StoryProvider>
        <p style={{ margin: '0 0 16px' }}>
          <button
            className="story-button"
            onClick={() => sandbox.element('account-onboarding')[0]?.emit('exit')}
          >
            Leave
          </button>
        </p>
        <OnboardingWidget messages={messages} checkStatus={() => false} />
      </StoryProvider>
    );
  },
  play: async ({ canvasElement }) => {
    await isReady(canvasElement, 'account-onboarding');
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Leave' }));
    await within(canvasElement).findByText(/Something is still missing/);
  },
};
export const Onboarded: Story = {
  render: function Render() {
    const messages = useStoryWidgetMessages();
    return (
      <StoryProvider>
        <OnboardingWidget complete messages={messages} />
      </StoryProvider>
    );
  },
};
export const OnboardedInTheDark: Story = { ...Onboarded, globals: { theme: 'dark' } };

/** Everything in 280 px. */
export const InASidebar: Story = {
  render: () => (
    <Providers>
      <div style={{ inlineSize: 280, display: 'grid', gap: 16 }}>
        <BalancesWidget />
        <BankAccountsWidget />
      </div>
    </Providers>
  ),
};

export const Failing: Story = { ...Payments, parameters: { fault: { api: 500, times: Infinity } } };

export const TheDashboard: Story = {
  render: function Render() {
    const messages = useStoryWidgetMessages();
    return (
      <Providers>
        <Dashboard id="story" messages={messages} />
      </Providers>
    );
  },
  play: async ({ canvasElement, globals }) => {
    if (globals['locale'] !== 'en-US') return;
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('tab', { name: 'Payments' }));
    await isReady(canvasElement, 'payments');
    await userEvent.keyboard('{ArrowRight}');
    await expect(canvas.getByRole('tab', { name: 'Payouts' })).toHaveFocus();
    await isReady(canvasElement, 'payouts');
    await userEvent.keyboard('{Home}');
    await expect(canvas.getByRole('tab', { name: 'Payments' })).toHaveAttribute('aria-selected', 'true');
  },
};
export const TheDashboardInTheDark: Story = { ...TheDashboard, globals: { theme: 'dark' } };
export const TheDashboardRightToLeft: Story = { ...TheDashboard, globals: { locale: 'ar-EG' } };
