import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { ConnectBalances, ConnectPayments } from 'stripe-embedded';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { StripeEmbeddedDevtools, type StripeEmbeddedDevtoolsProps } from 'stripe-embedded/devtools';
import { StoryProvider, useStorySandbox } from '../sandbox.js';

export default {
  title: 'Devtools/Session timeline',
  parameters: { sandbox: { latency: { script: 0, api: 320, element: 480 } } },
} satisfies Meta;

type Story = StoryObj;

function Page(props: StripeEmbeddedDevtoolsProps) {
  const { sandbox } = useStorySandbox();
  return (
    <StoryProvider>
      <div style={{ display: 'grid', gap: 32 }}>
        <ConnectBalances />
        <ConnectPayments />
      </div>
      <StripeEmbeddedDevtools sandbox={sandbox} {...props} />
    </StoryProvider>
  );
}

const region = (canvas: HTMLElement) =>
  within(within(canvas).getByRole('region', { name: 'Stripe sessions' }));
const press = async (canvas: HTMLElement, name: string | RegExp) =>
  userEvent.click(await region(canvas).findByRole('button', { name }));
const state = (canvas: HTMLElement, name: string) =>
  region(canvas).findByRole('row', { name: new RegExp(`^Session ${name}`) });

const opened: Story['play'] = async ({ canvasElement }) => {
  await press(canvasElement, /^Stripe sessions/);
  await expect(await state(canvasElement, '1.* ends in')).toBeInTheDocument();
  await region(canvasElement).findByRole('row', { name: /^payments.* ready/ }, { timeout: 5_000 });
};

/** One session from its request to its end, and the components that use it. */
export const Open: Story = { render: () => <Page />, play: opened };

export const OpenInTheDark: Story = { ...Open, globals: { theme: 'dark' } };

/** The timeline also runs from right to left. */
export const RightToLeft: Story = {
  ...Open,
  globals: { locale: 'ar-EG' },
  play: async (context) => {
    await opened(context);
    const lane = context.canvasElement.querySelector<SVGElement>('svg:has([data-now])');
    await expect(lane!.style.transform).toBe('scaleX(-1)');
  },
};

export const InAnotherCorner: Story = { render: () => <Page corner="top-start" />, play: opened };

/** In dark mode on a page that does not set its `color-scheme`. */
export const DarkOfItsOwn: Story = { render: () => <Page theme="dark" />, play: opened };

/** A request fails, and Retry renews the session. The page keeps working meanwhile. */
export const FailureAndRecovery: Story = {
  render: () => <Page />,
  play: async (context) => {
    const { canvasElement } = context;
    await opened(context);
    await press(canvasElement, 'Fail');
    await press(canvasElement, 'Expire');
    await expect(await state(canvasElement, '2.* failed, endpoint_failed')).toBeInTheDocument();
    await press(canvasElement, 'Retry');
    await expect(await state(canvasElement, '2.* ends in')).toBeInTheDocument();
  },
};

/** Several sessions, one after another. */
export const Refreshes: Story = {
  render: () => <Page />,
  play: async (context) => {
    const { canvasElement } = context;
    await opened(context);
    for (const id of [2, 3]) {
      await press(canvasElement, 'Expire');
      await state(canvasElement, `${id}.* ends in`);
    }
  },
};

/** The old account's session is kept in case the user returns to it. */
export const TwoAccounts: Story = {
  render: function TwoAccounts() {
    const { sandbox } = useStorySandbox();
    const [account, setAccount] = useState(sandbox.accounts[0]!.id);
    return (
      <>
        <p style={{ display: 'flex', flexWrap: 'wrap', gap: 8, margin: '0 0 16px' }}>
          {sandbox.accounts.map(({ id, name }) => (
            <button
              key={id}
              className="story-button"
              type="button"
              aria-pressed={id === account}
              onClick={() => setAccount(id)}
            >
              {name}
            </button>
          ))}
        </p>
        <StoryProvider account={account}>
          <ConnectPayments />
          <StripeEmbeddedDevtools />
        </StoryProvider>
      </>
    );
  },
  play: async (context) => {
    await opened(context);
    await userEvent.click(within(context.canvasElement).getByRole('button', { name: 'Maison Lune' }));
    await state(context.canvasElement, '2 acct_1SandboxMaisonLune.* ends in');
  },
};

/** With the keyboard only. */
export const ByKeyboard: Story = {
  render: () => <Page />,
  play: async ({ canvasElement }) => {
    const button = await region(canvasElement).findByRole('button', { name: 'Stripe sessions, ready' });
    button.focus();
    await userEvent.keyboard('{Enter}{Tab}');
    await waitFor(() => expect(region(canvasElement).getByRole('group', { name: 'Timeline' })).toHaveFocus());
    await userEvent.keyboard('{Escape}');
    await expect(button).toHaveFocus();
    await expect(button).toHaveAttribute('aria-expanded', 'false');
  },
};
