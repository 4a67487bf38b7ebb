import type Stripe from 'stripe';
import { accountOf } from './accountOf.js';
import type { ComponentParams } from './checkComponents.js';
import { HttpFault } from './HttpFault.js';
import type { Caller } from './options.js';
import type { Wish } from './readWish.js';
import { requestIdOf } from './requestIdOf.js';
import { secretOf } from './secretOf.js';

const PREVIEW_VERSION = 'embedded_connect_beta=v2';

/** An account session: for the authorised account, with what the policy allows and the page asks for. */
export async function mintConnect(
  stripe: Stripe,
  allowed: ReadonlyMap<string, ComponentParams>,
  preview: boolean | string | undefined,
  caller: Caller,
  wish: Wish,
  options: Stripe.RequestOptions,
): Promise<{ account: string; requestId?: string; body: object }> {
  const account = accountOf(caller, wish.account);
  if (!account)
    throw new HttpFault('forbidden', 'There is no account to show: `authorize` gave no `account`.');
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
 * What is enabled, and what was asked for and is not, so that the page can tell its developer. Stripe's answer
 * names each component that there is, with all its features: to pass that on would be most of the work here.
 */
function named(
  wished: readonly string[],
  allowed: ReadonlyMap<string, ComponentParams>,
  components: Stripe.AccountSession['components'] | undefined,
): Record<string, ComponentParams> {
  const all = (components ?? {}) as unknown as Record<string, ComponentParams>;
  // What was granted and Stripe says nothing of is as it was granted.
  const granted = (name: string) => (allowed.get(name)?.enabled ? allowed.get(name)! : OFF);
  return Object.fromEntries(
    wished.map((name) => [name, Object.hasOwn(all, name) ? all[name]! : granted(name)]),
  );
}
