import { loadConnectAndInitialize } from '@stripe/connect-js/pure.js';
import { ConnectComponentsProvider, ConnectPayments as PeerPayments } from '@stripe/react-connect-js';
import { Elements } from '@stripe/react-stripe-js';
import { loadStripe } from '@stripe/stripe-js/pure/index.js';
import { StrictMode, useState, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import * as library from 'stripe-embedded';
import * as preview from 'stripe-embedded/preview';

/** What a browser test drives: Stripe's packages and this library, as in a page's bundle. */
const root = createRoot(document.getElementById('root')!);

const mint = (url: string) => async (request: object) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(request),
  });
  return (await response.json()) as { client_secret: string };
};

/** The props that these components require. */
const NEEDED: Record<string, object> = {
  ConnectAccountOnboarding: { onExit: () => {} },
  ConnectPaymentDetails: { payment: 'pi_1', onClose: () => {} },
  ConnectPayoutDetails: { payout: 'po_1', onClose: () => {} },
};

const page = {
  /** A component of the library by name, under StrictMode. */
  show(names: string[], endpoint: string, props: object = {}) {
    const all = { ...library, ...preview } as unknown as Record<
      string,
      (props: Record<string, unknown>) => ReactNode
    >;
    root.render(
      <StrictMode>
        <library.ConnectProvider publishableKey="pk_test_1" endpoint={{ url: endpoint }} {...props}>
          {names.map((name) => {
            const Component = all[name]!;
            return <Component key={name} {...NEEDED[name]} />;
          })}
        </library.ConnectProvider>
      </StrictMode>,
    );
  },
  /** The peer, on the same sandbox. */
  showPeer(endpoint: string) {
    const instance = loadConnectAndInitialize({
      publishableKey: 'pk_test_1',
      fetchClientSecret: async () => (await mint(endpoint)({ flow: 'connect' })).client_secret,
    });
    root.render(
      <ConnectComponentsProvider connectInstance={instance}>
        <PeerPayments />
      </ConnectComponentsProvider>,
    );
  },
  /** Opens the bank modal; the result is in `page.result`. */
  async collect(endpoint: string, options: object = {}) {
    const stripe = await loadStripe('pk_test_1', options);
    root.render(
      <Elements stripe={stripe}>
        <p>Behind the modal</p>
      </Elements>,
    );
    const { client_secret: clientSecret } = await mint(endpoint)({ flow: 'financial_connections' });
    page.result = undefined;
    void stripe!
      .collectFinancialConnectionsAccounts({ clientSecret })
      .then((result) => (page.result = result));
  },
  /** The library's button, and the list of what it linked. */
  showButton(endpoint: string) {
    function Banks() {
      const [accounts, setAccounts] = useState<library.LinkedAccount[]>([]);
      return (
        <>
          <library.LinkAccountsButton verify onLinked={(result) => setAccounts(result.accounts)} />
          <library.LinkedAccounts accounts={accounts} />
        </>
      );
    }
    root.render(
      <StrictMode>
        <library.FinancialConnectionsProvider publishableKey="pk_test_1" endpoint={endpoint}>
          <Banks />
        </library.FinancialConnectionsProvider>
      </StrictMode>,
    );
  },
  result: undefined as unknown,
  errors: [] as string[],
};

window.addEventListener('unhandledrejection', ({ reason }) => page.errors.push(String(reason)));
Object.assign(window, { page });
