/** The same app, written once for each library. */
export interface AppProps {
  /** How many of Stripe's components are on the page. */
  count: number;
  onLoaderStart: () => void;
}

export const KEY = 'pk_test_1';
export const ENDPOINT = '/session';

/** What developers write by hand for `fetchClientSecret`. */
export async function mint(flow: 'connect' | 'financial_connections'): Promise<string> {
  const response = await fetch(ENDPOINT, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ flow }),
  });
  const { client_secret: clientSecret } = (await response.json()) as { client_secret: string };
  return clientSecret;
}

/** The parts of Stripe's element and global that a page without React needs. */
export type StripeElement = HTMLElement & {
  setConnector(connector: unknown): void;
  setOnLoaderStartInternalOnly(listener: () => void): void;
};
export const stripeConnect = () =>
  (window as unknown as { StripeConnect: { init(params: object): { connect: unknown } } }).StripeConnect;
