import { loadStripe } from '@stripe/stripe-js';
import { createServer } from 'node:http';
import type { ComponentProps } from 'react';
import Stripe from 'stripe';
import {
  ConnectAccountOnboarding,
  ConnectPayments,
  ConnectProvider,
  createConnectComponent,
  EmbeddedError,
  FinancialConnectionsProvider,
  LinkAccountsButton,
  useAccountSession,
  useFinancialConnections,
  type FinancialConnectionsResult,
  type SessionFetcher,
} from 'stripe-embedded';
import { StripeEmbeddedDevtools } from 'stripe-embedded/devtools';
import { arabic } from 'stripe-embedded/messages/ar';
import { french, frenchWidgets } from 'stripe-embedded/messages/fr';
import { ConnectRecipients } from 'stripe-embedded/preview';
import { createManualClock, createSandbox } from 'stripe-embedded/sandbox';
import { listen } from 'stripe-embedded/sandbox/node';
import { contentSecurityPolicy, createSessionHandler, toNodeListener } from 'stripe-embedded/server';
import { Dashboard, PaymentsWidget } from 'stripe-embedded/widgets';

/*
 * An app that uses each entry. Code that must fail matters as much as code that must pass, because a broken declaration
 * makes everything `any`, which always passes.
 */
const fetcher: SessionFetcher = async ({ signal }) =>
  (await fetch('/api/stripe/session', { method: 'POST', signal })).json() as Promise<{
    clientSecret: string;
  }>;

const ConnectNewest = createConnectComponent('brand-new');

export function App() {
  return (
    <ConnectProvider publishableKey="pk_test_1" endpoint={fetcher} theme="auto" messages={french}>
      <ConnectPayments onLoadError={({ error }) => error.type satisfies string} className="wide" />
      <ConnectAccountOnboarding onExit={() => undefined} checkStatus={async () => true} />
      <ConnectRecipients onLoaderStart={({ elementTagName }) => elementTagName satisfies string} />
      <ConnectNewest anything={1} />
      {/* @ts-expect-error There is no such prop. */}
      <ConnectPayments defaultFilter={{}} />
      <PaymentsWidget title="Payments" messages={frenchWidgets} />
      <Dashboard panels={['payments', 'payouts']} />
      {/* @ts-expect-error There is no such panel. */}
      <Dashboard panels={['paymints']} />
      <StripeEmbeddedDevtools sandbox={createSandbox()} corner="top-end" />
      {/* @ts-expect-error There is no such corner. */}
      <StripeEmbeddedDevtools corner="middle" />
      <FinancialConnectionsProvider endpoint="/session" stripe={loadStripe('pk_test_1')} messages={arabic}>
        <LinkAccountsButton onLinked={({ accounts }) => accounts[0]?.id satisfies string | undefined} />
        <Bank />
      </FinancialConnectionsProvider>
    </ConnectProvider>
  );
}

// @ts-expect-error An endpoint is needed.
export const bare: ComponentProps<typeof ConnectProvider> = { publishableKey: 'pk_test_1' };

function Bank() {
  const { status, collectAccounts } = useFinancialConnections({ prefetch: 'intent' });
  const { session } = useAccountSession({ endpoint: '/session' });
  return (
    <button disabled={status === 'open'} onClick={() => void collectAccounts().then(told)}>
      {session?.expiresAt}
    </button>
  );
}

function told(result: FinancialConnectionsResult) {
  // @ts-expect-error Accounts exist only once the result is known to be linked.
  void result.accounts;
  if (result.type === 'linked') return result.accounts.length;
  return result.type === 'failed' && result.error instanceof EmbeddedError && result.error.code;
}

const stripe = new Stripe('sk_test_1');
const handler = createSessionHandler({
  stripe,
  authorize: () => ({ account: 'acct_1', role: 'admin' }),
  connect: { components: ({ role }) => ({ payments: role === 'admin', payouts: { enabled: true } }) },
  financialConnections: { permissions: ['balances'] },
});

createServer((request, response) => void toNodeListener(handler)(request, response));
contentSecurityPolicy({}) satisfies object | string;
// @ts-expect-error Whose session is it?
createSessionHandler({ stripe });
const some = { permissions: ['balances'] } as const;
createSessionHandler({ stripe, authorize: () => null, financialConnections: some });
const everything = { permissions: ['everything'] } as const;
// @ts-expect-error There is no such permission.
createSessionHandler({ stripe, authorize: () => null, financialConnections: everything });

export async function serve() {
  const sandbox = createSandbox({ clock: createManualClock() });
  sandbox.endpoint satisfies SessionFetcher;
  const { url, close } = await listen({ sandbox });
  sandbox.fail({ api: 500, times: 2 });
  // @ts-expect-error There is no such failure.
  sandbox.fail({ weather: 'rain' });
  await close();
  return url;
}
