import { loadConnectAndInitialize, type StripeConnectInstance } from '@stripe/connect-js';
import { ConnectComponentsProvider, ConnectPayments } from '@stripe/react-connect-js';
import { useEffect, useState } from 'react';
import { KEY, mint, type AppProps } from './app.js';

/** As the peer's users write it: an effect creates the instance, and each secret is fetched. */
function useInstance() {
  const [instance, setInstance] = useState<StripeConnectInstance>();
  useEffect(() => {
    const fetchClientSecret = () => mint('connect');
    // oxlint-disable-next-line react/set-state-in-effect -- this is how users write it
    setInstance(loadConnectAndInitialize({ publishableKey: KEY, fetchClientSecret }));
  }, []);
  return instance;
}

export function App({ count, onLoaderStart }: AppProps) {
  const instance = useInstance();
  if (!instance) return null;
  return (
    <ConnectComponentsProvider connectInstance={instance}>
      {Array.from({ length: count }, (_, at) => (
        <ConnectPayments key={at} onLoaderStart={() => onLoaderStart()} onLoadError={() => {}} />
      ))}
    </ConnectComponentsProvider>
  );
}
