import { loadStripe } from '@stripe/stripe-js';
import { KEY, mint } from './app.js';

const loading = loadStripe(KEY);
const minting = mint('financial_connections');

/** A click with everything prepared, to measure Stripe's own part of the wait. */
export function App() {
  const link = async () => {
    const [stripe, clientSecret] = await Promise.all([loading, minting]);
    await stripe!.collectFinancialConnectionsAccounts({ clientSecret });
  };
  return <button onClick={() => void link()}>Link a bank account</button>;
}
