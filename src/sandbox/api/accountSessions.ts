import type { Claim, StripeFailure } from '../host.js';
import type { World } from '../world.js';
import { accountOf } from './accounts.js';
import { ApiError } from './ApiError.js';
import { COMPONENT_FEATURES, OFF_BY_DEFAULT, PREVIEW_COMPONENTS } from './componentTable.js';

type Enabled = Record<string, { enabled: boolean; features?: Record<string, boolean> }>;

interface AccountSession extends Claim {
  claimed: boolean;
}

export interface AccountSessions {
  create(params: Record<string, unknown>, livemode: boolean): object;
  /** Claims the session and uses up its secret. Throws a `StripeFailure`. */
  claim(request: { clientSecret: string; publishableKey: string }): Claim;
  /** For `sandbox.expire()`: expires every live session, claimed or not. */
  expire(): void;
}

export function createAccountSessions(world: World): AccountSessions {
  const bySecret = new Map<string, AccountSession>();
  const now = () => Math.floor(world.clock.now() / 1000);

  function refuse(type: StripeFailure['type'], message: string, code: string, session?: string): never {
    world.record({ type: 'claim', result: 'error', session, code });
    throw { type, message, code } satisfies StripeFailure;
  }

  return {
    create(params, livemode) {
      const account = accountOf(world, params['account'] as string);
      const asked = params['components'] as Enabled;
      const components = allComponents(asked);
      checkSignIn(asked, components);
      const session = `accs_1${world.ids.token(14)}`;
      const clientSecret = `accs_secret__${world.ids.token(48)}`;
      const expiresAt = now() + world.sessionTtl;
      bySecret.set(clientSecret, { session, account, livemode, expiresAt, components, claimed: false });
      world.record({ type: 'mint', flow: 'connect', session, account: account.id });
      return {
        object: 'account_session',
        account: account.id,
        client_secret: clientSecret,
        components,
        expires_at: expiresAt,
        livemode,
      };
    },
    claim({ clientSecret, publishableKey }) {
      const found = typeof clientSecret === 'string' ? bySecret.get(clientSecret) : undefined;
      const id = found?.session;
      if (!/^pk_(test|live)_\w/.test(String(publishableKey))) {
        refuse('authentication_error', 'Invalid API Key provided.', 'api_key_invalid');
      }
      if (!found) refuse('account_session_create_error', 'No such account session.', 'resource_missing');
      if (found.livemode !== publishableKey.startsWith('pk_live_')) {
        refuse(
          'authentication_error',
          'The account session and the publishable key are of different modes.',
          'livemode_mismatch',
          id,
        );
      }
      if (found.claimed)
        refuse(
          'account_session_create_error',
          'This account session has already been used.',
          'account_session_used',
          id,
        );
      if (found.expiresAt <= now()) {
        refuse(
          'account_session_create_error',
          'This account session has expired.',
          'account_session_expired',
          id,
        );
      }
      found.claimed = true;
      world.record({ type: 'claim', result: 'ok', session: found.session, account: found.account.id });
      const { claimed: _, ...claim } = found;
      return claim;
    },
    expire() {
      for (const session of bySecret.values()) session.expiresAt = Math.min(session.expiresAt, now());
    },
  };
}

/** The feature that turns off Stripe's own sign-in. */
const NO_SIGN_IN = 'disable_stripe_user_authentication';

/** If one component sets the feature, all components of the session that have it must have the same value. */
function checkSignIn(asked: Enabled, components: Claim['components']): void {
  const saying = Object.keys(asked).filter(
    (name) => components[name]?.enabled && NO_SIGN_IN in components[name].features,
  );
  const first = saying.find((name) => asked[name]!.features?.[NO_SIGN_IN] !== undefined);
  if (first === undefined) return;
  const said = (name: string) => components[name]!.features[NO_SIGN_IN];
  const other = saying.find((name) => said(name) !== said(first));
  if (other === undefined) return;
  throw new ApiError(
    400,
    `The \`features[${NO_SIGN_IN}]\` property specified by \`${other}\` and \`${first}\` must be the same.`,
    { param: 'components' },
  );
}

/** Stripe's response lists every component that exists. Those that were not requested are disabled. */
function allComponents(asked: Enabled): Claim['components'] {
  const answer: Claim['components'] = {};
  for (const [name, features] of Object.entries(COMPONENT_FEATURES)) {
    const byDefault = features.map((feature) => [feature, !OFF_BY_DEFAULT.includes(feature)] as const);
    const { enabled = false, features: wanted } = asked[name] ?? {};
    const given: Record<string, boolean> = { ...Object.fromEntries(byDefault), ...wanted };
    if (given['external_account_collection'] === false) given[NO_SIGN_IN] = wanted?.[NO_SIGN_IN] ?? true;
    answer[name] = { enabled, features: given };
  }
  for (const name of PREVIEW_COMPONENTS)
    if (asked[name]) answer[name] = { enabled: asked[name].enabled, features: {} };
  return answer;
}
