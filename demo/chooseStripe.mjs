import Stripe from 'stripe';

/** Only what Stripe's keys are made of: the `sk_test_…` of an example is none. */
const SECRET = /^[sr]k_\w+$/;
const PUBLISHABLE = /^pk_\w+$/;

/**
 * Stripe, where both keys are set; else the sandbox. What is wrong with them is said without repeating them: a secret
 * key may stand in either variable.
 *
 * @param {Record<string, string | undefined>} env
 * @param {import('stripe-embedded/sandbox').Sandbox} [given]
 * @param {{ host?: string, port?: string | number, protocol?: 'http' | 'https' }} [api] Where Stripe is, for tests.
 */
export async function chooseStripe(env, given, api) {
  const secret = env.STRIPE_SECRET_KEY?.trim();
  const publishable = env.STRIPE_PUBLISHABLE_KEY?.trim();
  if (!secret && !publishable) return simulatedStripe(given);
  if (!secret || !publishable) {
    throw new Error(
      'Set both STRIPE_SECRET_KEY and STRIPE_PUBLISHABLE_KEY to talk to Stripe, or neither for the sandbox.',
    );
  }
  if (!SECRET.test(secret)) throw notA('secret key', 'STRIPE_SECRET_KEY', 'sk_ or rk_');
  // Whatever stands there is sent to every page.
  if (!PUBLISHABLE.test(publishable)) throw notA('publishable key', 'STRIPE_PUBLISHABLE_KEY', 'pk_');
  return realStripe(secret, publishable, api);
}

const notA = (what, name, prefix) =>
  new Error(
    `${name} is no ${what}: copy the one that begins with ${prefix} from your Stripe Dashboard, under Developers, API keys.`,
  );

async function realStripe(secret, publishableKey, api) {
  const stripe = new Stripe(secret, api);
  const { data } = await stripe.accounts
    // A network that swallows requests shall not hold the start up for minutes.
    .list({ limit: 10 }, { timeout: 10_000, maxNetworkRetries: 1 })
    .catch((error) => {
      throw unlisted(error);
    });
  if (!data.length) {
    throw new Error(
      'Your Stripe account has no connected accounts yet: create one in the Dashboard, under Connect.',
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
    description: `It talks to Stripe, in ${mode}.`,
    head: '',
    sandbox: undefined,
    close: async () => {},
  };
}

/** Why there are no accounts, in our words: Stripe's own quote a part of the key. */
function unlisted({ type, statusCode, requestId, name }) {
  switch (type) {
    case 'StripeConnectionError':
      return new Error('Stripe cannot be reached: look at your network, or set neither key for the sandbox.');
    case 'StripeAuthenticationError':
      return new Error(
        'Stripe does not know the key in STRIPE_SECRET_KEY: copy it again from your Stripe Dashboard, under Developers, API keys.',
      );
    case 'StripePermissionError':
      return new Error(
        'The key in STRIPE_SECRET_KEY may not list your connected accounts: sign up for Connect, and let a restricted key read accounts.',
      );
    default:
      return new Error(
        `Stripe answered ${statusCode ?? name} when asked for your connected accounts: see Developers, Logs in your Dashboard${requestId ? ` for ${requestId}` : ''}, or try again later.`,
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
      'It talks to the sandbox, a simulated Stripe: no network, no keys, and nothing in it is real.\n  Set STRIPE_SECRET_KEY and STRIPE_PUBLISHABLE_KEY to talk to Stripe.',
    // Stripe's own loaders run as they are; only where their scripts come from is changed.
    head: `<script>${redirectScripts.toString()};redirectScripts(${JSON.stringify(url)})</script>`,
    sandbox,
    close,
  };
}

/** Runs in the page. Stripe's scripts are asked for by a tag, and by a hint that goes before it. */
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
