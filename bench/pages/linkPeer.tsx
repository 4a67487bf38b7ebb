import { loadStripe } from '@stripe/stripe-js';
import { KEY, mint } from './app.js';

const loading = loadStripe(KEY);

/** As in Stripe's docs: the click fetches the secret. */
export function App() {
  const link = async () => {
    const clientSecret = await mint('financial_connections');
    const stripe = await loading;
    await stripe!.collectFinancialConnectionsAccounts({ clientSecret });
  };
  return <button onClick={() => void link()}>Link a bank account</button>;
}
