import { loadStripe } from '@stripe/stripe-js';
import { KEY, mint } from './app.js';

const loading = loadStripe(KEY);

/** As Stripe's docs have it: the secret is fetched by the click. */
export function App() {
  const link = async () => {
    const clientSecret = await mint('financial_connections');
    const stripe = await loading;
    await stripe!.collectFinancialConnectionsAccounts({ clientSecret });
  };
  return <button onClick={() => void link()}>Link a bank account</button>;
}
