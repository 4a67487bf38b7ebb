import type Stripe from 'stripe';
import { accountOf } from './accountOf.js';
import { accountsOf } from './accountsOf.js';
import type { ComponentParams } from './checkComponents.js';
import { HttpFault } from './HttpFault.js';
import type { Caller } from './options.js';
import type { Wish } from './readWish.js';
import { requestIdOf } from './requestIdOf.js';
import { secretOf } from './secretOf.js';

const PREVIEW_VERSION = 'embedded_connect_beta=v2';

/** Mints an account session for the authorised account, with the requested components that the policy allows. */
export async function mintConnect(
  stripe: Stripe,
  allowed: ReadonlyMap<string, ComponentParams>,
  preview: boolean | string | undefined,
  caller: Caller,
  wish: Wish,
  options: Stripe.RequestOptions,
): Promise<{ account: string; requestId?: string; body: object }> {
  // Before the wish is judged: a caller without any account is the server's own mistake.
  const account = accountsOf(caller).length ? accountOf(caller, wish.account) : undefined;
  if (!account)
    throw new HttpFault('forbidden', 'There is no account to show: `authorize` returned no `account`.');
  const wished = wish.components ?? [...allowed.keys()];
  const granted = wished.filter((name) => allowed.get(name)?.enabled);
  if (!granted.length) {
    throw new HttpFault('forbidden', 'None of the requested components is allowed.');
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
    requestId: requestIdOf(session),
    body: {
      client_secret: secretOf(session),
      expires_at: session.expires_at,
      account: session.account,
      livemode: session.livemode,
      components: named(wished, allowed, session.components),
      complete: true,
    },
  };
}

const OFF: ComponentParams = { enabled: false, features: {} };

const withPreview = (version: string) =>
  version.includes('embedded_connect_beta') ? version : `${version}; ${PREVIEW_VERSION}`;

/**
 * The requested components, enabled or not, so that the page can warn its developer about those that are off. Stripe's
 * response lists every component that exists, with all its features. Passing all of it on would be most of the work here.
 */
function named(
  wished: readonly string[],
  allowed: ReadonlyMap<string, ComponentParams>,
  components: Stripe.AccountSession['components'] | undefined,
): Record<string, ComponentParams> {
  const all = (components ?? {}) as unknown as Record<string, ComponentParams>;
  // A component that Stripe's response leaves out counts as granted.
  const granted = (name: string) => (allowed.get(name)?.enabled ? allowed.get(name)! : OFF);
  return Object.fromEntries(
    wished.map((name) => [name, Object.hasOwn(all, name) ? all[name]! : granted(name)]),
  );
}
