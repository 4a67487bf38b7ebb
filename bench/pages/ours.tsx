import { ConnectPayments, ConnectProvider } from 'stripe-embedded';
import { ENDPOINT, KEY, type AppProps } from './app.js';

export function App({ count, onLoaderStart }: AppProps) {
  return (
    <ConnectProvider publishableKey={KEY} endpoint={ENDPOINT}>
      {Array.from({ length: count }, (_, at) => (
        <ConnectPayments key={at} onLoaderStart={() => onLoaderStart()} onLoadError={() => {}} />
      ))}
    </ConnectProvider>
  );
}
