import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import {
  LinkAccountsButton,
  LinkedAccounts,
  useFinancialConnections,
  type LinkedAccount,
} from 'stripe-embedded';
import { StoryBankProvider, useStorySandbox } from '../sandbox.js';

export default { title: 'Financial Connections/Linking' } satisfies Meta;

type Story = StoryObj;

const modal = () => document.querySelector('[data-stripe-sandbox="bank-linking"]');

/** Hover or focus prepares a session, so that a click opens Stripe's modal immediately. */
export const Button: Story = {
  render: () => (
    <StoryBankProvider>
      <LinkAccountsButton />
    </StoryBankProvider>
  ),
};
export const ButtonInTheDark: Story = { ...Button, globals: { theme: 'dark' } };
export const ButtonRightToLeft: Story = { ...Button, globals: { locale: 'ar-EG' } };

function Banks() {
  const [accounts, setAccounts] = useState<readonly LinkedAccount[]>([]);
  return (
    <div style={{ display: 'grid', gap: 16, justifyItems: 'start' }}>
      <div style={{ width: '100%' }}>
        <LinkedAccounts
          accounts={accounts}
          onUnlink={({ id }) => setAccounts(accounts.filter((account) => account.id !== id))}
        />
      </div>
      <div>
        <LinkAccountsButton verify onLinked={(result) => setAccounts([...accounts, ...result.accounts])} />
      </div>
    </div>
  );
}

/** The whole flow: link an account, have the server confirm it, list it, unlink it. */
export const WithList: Story = {
  render: () => (
    <StoryBankProvider>
      <Banks />
    </StoryBankProvider>
  ),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('button'));
    await waitFor(() => expect(modal()).not.toBeNull());
    const press = async (text: string) => {
      const find = () =>
        [...modal()!.shadowRoot!.querySelectorAll('button')].find((button) =>
          button.textContent?.includes(text),
        );
      await waitFor(() => expect(find()).toBeDefined());
      find()!.click();
    };
    for (const text of ['Agree', 'StripeBank', 'Continue', 'Link', 'Done']) await press(text);
    await expect(await canvas.findByRole('listitem')).toHaveTextContent('StripeBank');
  },
};

/** Stripe's modal, as the sandbox shows it. */
export const Open: Story = {
  render: Button.render!,
  play: async ({ canvasElement }) => {
    await userEvent.click(await within(canvasElement).findByRole('button'));
    await waitFor(() => expect(modal()).not.toBeNull());
  },
};

/** While the endpoint does not answer, the button waits and keeps the focus. */
export const Pending: Story = {
  parameters: { sandbox: { latency: { api: 3_600_000 } } },
  render: Button.render!,
  play: async ({ canvasElement }) => {
    const button = await within(canvasElement).findByRole('button');
    await userEvent.click(button);
    await expect(button).toHaveAttribute('aria-busy', 'true');
    await expect(button).toHaveFocus();
  },
};

export const Failed: Story = {
  parameters: { fault: { api: 500, times: Infinity } },
  render: Button.render!,
  play: async ({ canvasElement }) => {
    await userEvent.click(await within(canvasElement).findByRole('button'));
    await expect(await within(canvasElement).findByRole('alert')).toBeVisible();
  },
};
export const FailedInTheDark: Story = { ...Failed, globals: { theme: 'dark' } };

const LISTED: LinkedAccount[] = [
  {
    id: 'fca_1',
    institution_name: 'StripeBank',
    display_name: 'Business Checking',
    last4: '6789',
    status: 'active',
    balance: { as_of: 1, type: 'cash', cash: { available: {} }, current: { usd: 1_284_530 } },
  },
  {
    id: 'fca_2',
    institution_name: 'First Harbour Savings and Loan Association of the West',
    display_name: 'Savings',
    last4: '4242',
    status: 'disconnected',
  },
  {
    id: 'fca_3',
    institution_name: 'Yonder Credit Union',
    subcategory: 'checking',
    last4: '0031',
    status: 'inactive',
  },
];

export const List: Story = {
  render: () => (
    <StoryBankProvider>
      <LinkedAccounts accounts={LISTED} onRelink={() => {}} onUnlink={() => {}} />
    </StoryBankProvider>
  ),
};
export const ListInTheDark: Story = { ...List, globals: { theme: 'dark' } };
export const ListInFrench: Story = { ...List, globals: { locale: 'fr-FR' } };
export const ListRightToLeft: Story = { ...List, globals: { locale: 'ar-EG' } };
export const ListInASidebar: Story = {
  render: () => (
    <StoryBankProvider>
      <div style={{ width: 280 }}>
        <LinkedAccounts accounts={LISTED} onRelink={() => {}} onUnlink={() => {}} />
      </div>
    </StoryBankProvider>
  ),
};
export const Empty: Story = {
  render: () => (
    <StoryBankProvider>
      <LinkedAccounts accounts={[]} />
    </StoryBankProvider>
  ),
};

function OwnButton() {
  const { collectAccounts, status, result } = useFinancialConnections();
  return (
    <>
      <button className="story-button" onClick={() => collectAccounts()}>
        Verify my bank
      </button>
      <p aria-live="polite">
        {status}
        {result && `: ${result.type}`}
      </p>
    </>
  );
}

/** Only the hook, with the page's own button. With `isOpen`, the page's dialogs know when to release the focus. */
export const Hook: Story = {
  render: () => (
    <StoryBankProvider>
      <OwnButton />
    </StoryBankProvider>
  ),
  play: async ({ canvasElement }) => {
    await userEvent.click(await within(canvasElement).findByRole('button'));
    await within(canvasElement).findByText('open');
  },
};

/** The page asks for a single account in France. */
export const InFrance: Story = {
  render: function InFrance() {
    const { sandbox } = useStorySandbox();
    return (
      <StoryBankProvider account={sandbox.accounts[0]!.id}>
        <LinkAccountsButton params={{ filters: { country: 'FR' }, limits: { accounts: 1 } }}>
          Link a French bank
        </LinkAccountsButton>
      </StoryBankProvider>
    );
  },
};
