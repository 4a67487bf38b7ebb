import { KEY, mint, stripeConnect, type StripeElement } from './app.js';

/** The lower bound for any page: it requests script and session in its first line and has only Stripe's element. */
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
