import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import {
  ConnectAccountOnboarding,
  ConnectBalances,
  ConnectNotificationBanner,
  ConnectPayments,
  ConnectPayouts,
  ConnectProvider,
  useConnect,
  useCreateComponent,
  useUpdateWithSetter,
} from 'stripe-embedded';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import type { FaultRequest } from 'stripe-embedded/sandbox';
import { StoryProvider, useStorySandbox } from '../sandbox.js';

export default { title: 'Connect/States' } satisfies Meta;

type Story = StoryObj;

const stateOf = (canvas: HTMLElement, tag = 'payments') =>
  canvas.querySelector(`[data-stripe-embedded="${tag}"]`);

export const Ready: Story = {
  render: () => (
    <StoryProvider>
      <ConnectPayments />
    </StoryProvider>
  ),
  play: ({ canvasElement }) =>
    waitFor(() => expect(stateOf(canvasElement)).toHaveAttribute('data-state', 'ready')),
};

export const Dark: Story = { ...Ready, globals: { theme: 'dark' } };
export const RightToLeft: Story = { ...Ready, globals: { locale: 'ar-EG' } };
export const French: Story = { ...Ready, globals: { locale: 'fr-FR' } };

/** Skeletons in the shape of the components. */
export const Loading: Story = {
  parameters: { sandbox: { latency: { script: 0, api: 0, element: 3_600_000 } } },
  render: () => (
    <StoryProvider>
      <div style={{ display: 'grid', gap: 32 }}>
        <ConnectBalances />
        <ConnectPayments />
        <ConnectAccountOnboarding onExit={() => {}} />
      </div>
    </StoryProvider>
  ),
};

export const LoadingInTheDark: Story = { ...Loading, globals: { theme: 'dark' } };

const failing = (code: string, fault: FaultRequest): Story => ({
  parameters: { fault },
  render: Ready.render!,
  play: async ({ canvasElement }) => {
    const alert = await within(canvasElement).findByRole('alert');
    await expect(alert).toHaveTextContent(code);
  },
});

export const EndpointFails = failing('endpoint_failed', { api: 500, times: Infinity });
export const EndpointFailsInTheDark: Story = { ...EndpointFails, globals: { theme: 'dark' } };
export const EndpointFailsInArabic: Story = { ...EndpointFails, globals: { locale: 'ar-EG' } };
export const ComponentFails = failing('component_load_failed', { element: 'render_error', times: Infinity });
export const SessionRefused = failing('session_expired', {
  element: 'account_session_create_error',
  times: Infinity,
});

/** The user presses Try again, and the component loads. */
export const RetryWorks: Story = {
  ...failing('endpoint_failed', { api: 500 }),
  play: async ({ canvasElement }) => {
    await userEvent.click(await within(canvasElement).findByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(stateOf(canvasElement)).toHaveAttribute('data-state', 'ready'));
  },
};

/** Payouts are not enabled in the session. The component shows an error, and the one beside it keeps working. */
export const NotEnabled: Story = {
  render: () => (
    <StoryProvider components={['payments']}>
      <div style={{ display: 'grid', gap: 32 }}>
        <ConnectPayouts />
        <ConnectPayments />
      </div>
    </StoryProvider>
  ),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByRole('alert')).toHaveTextContent('component_not_enabled');
  },
};

/**
 * Stripe's components do not work in a social app's webview, so the user gets a link to open the page in a browser.
 */
export const InsideAnApp: Story = {
  beforeEach() {
    const own = Object.getOwnPropertyDescriptor(navigator, 'userAgent');
    Object.defineProperty(navigator, 'userAgent', {
      value: 'Mozilla/5.0 (Linux; Android 14; wv)',
      configurable: true,
    });
    return () => {
      delete (navigator as { userAgent?: string }).userAgent;
      if (own) Object.defineProperty(navigator, 'userAgent', own);
    };
  },
  render: () => (
    <StoryProvider linkOut="https://shop.example/payments">
      <ConnectPayments />
    </StoryProvider>
  ),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByRole('link')).toHaveTextContent('Open in browser');
  },
};

export const InsideAnAppInTheDark: Story = { ...InsideAnApp, globals: { theme: 'dark' } };

function RefundedPayments() {
  const { wrapper, component } = useCreateComponent('payments');
  useUpdateWithSetter(component, { status: ['refunded'] }, (element, value) =>
    element.setDefaultFilters(value),
  );
  return wrapper;
}

/** The page's own component, built with hooks that `@stripe/react-connect-js` also has. */
export const WrittenByHand: Story = {
  render: () => (
    <StoryProvider>
      <RefundedPayments />
    </StoryProvider>
  ),
  play: ({ canvasElement }) =>
    waitFor(() => expect(canvasElement.querySelector('stripe-connect-payments')).toBeVisible()),
};

/** When the account changes, nothing of the previous business remains. */
export const SwitchAccount: Story = {
  render: function SwitchAccount() {
    const { sandbox, theme, locale } = useStorySandbox();
    const [account, setAccount] = useState(sandbox.accounts[0]!.id);
    return (
      <>
        <p style={{ display: 'flex', gap: 8 }}>
          {sandbox.accounts.map(({ id, name }) => (
            <button
              key={id}
              className="story-button"
              aria-pressed={id === account}
              onClick={() => setAccount(id)}
            >
              {name}
            </button>
          ))}
        </p>
        <ConnectProvider
          publishableKey="pk_test_sandbox"
          endpoint={sandbox.endpoint}
          account={account}
          theme={theme}
          locale={locale}
        >
          <ConnectPayments />
        </ConnectProvider>
      </>
    );
  },
};

/** An expiry that the user does not notice, with what `useConnect` returns meanwhile. */
export const Expiry: Story = {
  render: function Expiry() {
    const { sandbox } = useStorySandbox();
    return (
      <StoryProvider>
        <p style={{ display: 'flex', gap: 12, alignItems: 'center' }}>
          <button className="story-button" onClick={() => sandbox.expire()}>
            Expire the session
          </button>
          <Status />
        </p>
        <ConnectPayments />
      </StoryProvider>
    );
  },
};

function Status() {
  const { status, session } = useConnect();
  const end = session?.expiresAt && new Date(session.expiresAt * 1000).toLocaleTimeString();
  return (
    <span>
      Status: {status}
      {end && `, until ${end}`}
    </span>
  );
}

/** The banner takes no space while it is empty. */
export const HideWhenEmpty: Story = {
  render: () => (
    <StoryProvider>
      <p>Before the banner</p>
      <ConnectNotificationBanner hideWhenEmpty />
      <p>After the banner</p>
    </StoryProvider>
  ),
};

/** `onExit` does not mean that onboarding is complete, so the server is asked. */
export const Onboarding: Story = {
  render: function Onboarding() {
    const { sandbox } = useStorySandbox();
    const [said, setSaid] = useState('');
    const account = sandbox.accounts[2]!;
    return (
      <StoryProvider account={account.id}>
        <ConnectAccountOnboarding
          checkStatus={() => account.details_submitted}
          onComplete={() => setSaid('Complete.')}
          onIncomplete={() => setSaid('Not complete yet.')}
        />
        <p role="status">{said}</p>
      </StoryProvider>
    );
  },
};
