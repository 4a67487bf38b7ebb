import { FinancialConnectionsProvider, LinkAccountsButton } from 'stripe-embedded';
import { ENDPOINT, KEY } from './app.js';

export const App = () => (
  <FinancialConnectionsProvider publishableKey={KEY} endpoint={ENDPOINT}>
    <LinkAccountsButton>Link a bank account</LinkAccountsButton>
  </FinancialConnectionsProvider>
);
