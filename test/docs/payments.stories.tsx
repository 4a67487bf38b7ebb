// #region stories
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor, within } from 'storybook/test';
import { ConnectPayments, ConnectProvider } from 'stripe-embedded';
import { createSandbox, type Sandbox } from 'stripe-embedded/sandbox';

let stripe: Sandbox;

export default {
  component: ConnectPayments,
  // Each story has a Stripe of its own.
  beforeEach() {
    stripe = createSandbox();
    return stripe.install(window);
  },
  decorators: [
    (Story) => (
      <ConnectProvider publishableKey="pk_test_1" endpoint={stripe.endpoint}>
        <Story />
      </ConnectProvider>
    ),
  ],
} satisfies Meta;

export const Ready: StoryObj = {
  play: ({ canvasElement }) =>
    waitFor(() => expect(canvasElement.querySelector('[data-state="ready"]')).not.toBeNull()),
};

export const Failing: StoryObj = {
  beforeEach: () => stripe.fail({ api: 500, times: Infinity }),
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByRole('alert');
  },
};
// #endregion
