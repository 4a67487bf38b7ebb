import { useState } from 'react';
import {
  ConnectPayments,
  ConnectProvider,
  FinancialConnectionsProvider,
  LinkAccountsButton,
  LinkedAccounts,
  type LinkedAccount,
  type SessionEndpoint,
} from 'stripe-embedded';

export function App({ endpoint = '/api/stripe/session' }: { endpoint?: SessionEndpoint }) {
  const [banks, setBanks] = useState<LinkedAccount[]>([]);
  return (
    <main>
      <h1>Your money</h1>
      <ConnectProvider endpoint={endpoint} theme="auto">
        <ConnectPayments />
      </ConnectProvider>
      <FinancialConnectionsProvider endpoint={endpoint}>
        <h2>Your bank</h2>
        <LinkedAccounts accounts={banks} />
        <LinkAccountsButton onLinked={({ accounts }) => setBanks(accounts)}>
          Link a bank account
        </LinkAccountsButton>
      </FinancialConnectionsProvider>
    </main>
  );
}
