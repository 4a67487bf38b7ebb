import type Stripe from 'stripe';
import { accountOf } from './accountOf.js';
import type { ComponentParams } from './checkComponents.js';
import { HttpFault } from './HttpFault.js';
import type { Caller } from './options.js';
import type { Wish } from './readRequest.js';

const PREVIEW_VERSION = 'embedded_connect_beta=v2';

/** An account session: for the authorised account, with what the policy allows and the page asks for. */
export async function mintConnect(
  stripe: Stripe,
  allowed: ReadonlyMap<string, ComponentParams>,
  preview: boolean | string | undefined,
  caller: Caller,
  wish: Wish,
  options: Stripe.RequestOptions,
): Promise<{ account: string; body: object }> {
  const account = accountOf(caller, wish.account);
  if (!account) throw new HttpFault('forbidden', 'There is no account to show: nobody authorised one.');
  const wished = wish.components ?? [...allowed.keys()];
  const granted = wished.filter((name) => allowed.get(name)?.enabled);
  if (!granted.length) {
    throw new HttpFault('forbidden', 'None of the components that were asked for is allowed.');
  }
  const session = await stripe.accountSessions.create(
    { account, components: Object.fromEntries(granted.map((name) => [name, allowed.get(name)])) },
    preview
      ? {
          ...options,
          apiVersion: withPreview(preview === true ? String(stripe.getApiField('version')) : preview),
        }
      : options,
  );
  return {
    account,
    body: {
      client_secret: session.client_secret,
      expires_at: session.expires_at,
      account: session.account,
      livemode: session.livemode,
      components: { ...disabled(wished), ...session.components },
    },
  };
}

const withPreview = (version: string) =>
  version.includes('embedded_connect_beta') ? version : `${version}; ${PREVIEW_VERSION}`;

/** What was asked for and is not in Stripe's answer is shown as off, so that the page can tell its developer. */
const disabled = (names: string[]): Record<string, ComponentParams> =>
  Object.fromEntries(names.map((name) => [name, { enabled: false, features: {} }]));
