import { KEY, mint, stripeConnect, type StripeElement } from './app.js';

/** What no page can undercut: script and session asked for in the first line, and nothing beside Stripe's element. */
export function start() {
  const bench = { started: [] as number[] };
  Object.assign(window, { bench });
  const fetchClientSecret = () => mint('connect');
  const eagerClientSecretPromise = fetchClientSecret();
  const script = document.createElement('script');
  script.src = 'https://connect-js.stripe.com/v1.0/connect.js';
  script.addEventListener('load', () => {
    const metaOptions = { eagerClientSecretPromise };
    const { connect } = stripeConnect().init({ publishableKey: KEY, fetchClientSecret, metaOptions });
    const element = document.createElement('stripe-connect-payments') as StripeElement;
    element.setOnLoaderStartInternalOnly(() => bench.started.push(performance.now()));
    document.getElementById('root')!.append(element);
    element.setConnector(connect);
  });
  document.head.append(script);
}
