import Stripe from 'stripe';

/** Accepts only the characters of Stripe's keys, so that the `sk_test_…` of an example does not pass. */
const SECRET = /^[sr]k_\w+$/;
const PUBLISHABLE = /^pk_\w+$/;

/**
 * Returns Stripe if both keys are set, otherwise the sandbox. Error messages do not repeat the keys, because either
 * variable may contain a secret key.
 *
 * @param {Record<string, string | undefined>} env
 * @param {import('stripe-embedded/sandbox').Sandbox} [given]
 * @param {{ host?: string, port?: string | number, protocol?: 'http' | 'https' }} [api] The address of Stripe's API, for tests.
 */
export async function chooseStripe(env, given, api) {
  const secret = env.STRIPE_SECRET_KEY?.trim();
  const publishable = env.STRIPE_PUBLISHABLE_KEY?.trim();
  if (!secret && !publishable) return simulatedStripe(given);
  if (!secret || !publishable) {
    throw new Error(
      'Set both STRIPE_SECRET_KEY and STRIPE_PUBLISHABLE_KEY to use Stripe, or neither to use the sandbox.',
    );
  }
  if (!SECRET.test(secret)) throw notA('secret key', 'STRIPE_SECRET_KEY', 'sk_ or rk_');
  // The publishable key is sent to every page.
  if (!PUBLISHABLE.test(publishable)) throw notA('publishable key', 'STRIPE_PUBLISHABLE_KEY', 'pk_');
  return realStripe(secret, publishable, api);
}

const notA = (what, name, prefix) =>
  new Error(
    `${name} is not a ${what}. Copy the key that begins with ${prefix} from your Stripe Dashboard, under Developers, API keys.`,
  );

async function realStripe(secret, publishableKey, api) {
  const stripe = new Stripe(secret, api);
  const { data } = await stripe.accounts
    // A network that drops requests must not delay the start for minutes.
    .list({ limit: 10 }, { timeout: 10_000, maxNetworkRetries: 1 })
    .catch((error) => {
      throw unlisted(error);
    });
  if (!data.length) {
    throw new Error(
      'Your Stripe account has no connected accounts yet. Create one in the Dashboard, under Connect.',
    );
  }
  const mode = secret.includes('_live_') ? 'live mode: what you do here is real' : 'test mode';
  return {
    stripe,
    publishableKey,
    accounts: data.map(({ id, business_profile: profile, email }) => ({
      id,
      name: profile?.name ?? email ?? id,
    })),
    description: `It uses Stripe, in ${mode}.`,
    head: '',
    sandbox: undefined,
    close: async () => {},
  };
}

/** Why the accounts could not be listed, in our own words, because Stripe's messages quote a part of the key. */
function unlisted({ type, statusCode, requestId, name }) {
  switch (type) {
    case 'StripeConnectionError':
      return new Error(
        'Stripe cannot be reached. Check your network, or set neither key to use the sandbox.',
      );
    case 'StripeAuthenticationError':
      return new Error(
        'Stripe does not know the key in STRIPE_SECRET_KEY. Copy it again from your Stripe Dashboard, under Developers, API keys.',
      );
    case 'StripePermissionError':
      return new Error(
        'The key in STRIPE_SECRET_KEY may not list your connected accounts. Sign up for Connect, and allow a restricted key to read accounts.',
      );
    default:
      return new Error(
        `Stripe answered ${statusCode ?? name} to the request for your connected accounts. See Developers, Logs in your Dashboard${requestId ? ` for ${requestId}` : ''}, or try again later.`,
      );
  }
}

async function simulatedStripe(given) {
  const { createSandbox, listen } = await import('stripe-embedded/sandbox/node');
  const { url, sandbox, close } = await listen({
    sandbox: given ?? createSandbox({ latency: { script: 150, api: 250 } }),
  });
  const { hostname: host, port } = new URL(url);
  return {
    stripe: new Stripe('sk_test_demo', { host, port, protocol: 'http' }),
    publishableKey: 'pk_test_demo',
    accounts: sandbox.accounts.map(({ id, name }) => ({ id, name })),
    description:
      'It uses the sandbox, a simulated Stripe: no network, no keys, and nothing in it is real.\n  Set STRIPE_SECRET_KEY and STRIPE_PUBLISHABLE_KEY to use Stripe.',
    // Stripe's own loaders run unchanged. Only the addresses of their scripts are replaced.
    head: `<script>${redirectScripts.toString()};redirectScripts(${JSON.stringify(url)})</script>`,
    sandbox,
    close,
  };
}

/** Runs in the page. Stripe's loaders request the scripts with a tag, and before it with a link hint. */
function redirectScripts(sandbox) {
  for (const [{ prototype }, name] of [
    [HTMLScriptElement, 'src'],
    [HTMLLinkElement, 'href'],
  ]) {
    const { get, set, ...rest } = Object.getOwnPropertyDescriptor(prototype, name);
    Object.defineProperty(prototype, name, {
      ...rest,
      get,
      set(value) {
        set.call(this, String(value).replace(/^https:\/\/(connect-js|js)\.stripe\.com/, sandbox));
      },
    });
  }
}
