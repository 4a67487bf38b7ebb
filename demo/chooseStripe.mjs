import Stripe from 'stripe';

/**
 * Stripe, where both keys are set; else the sandbox. One key without the other is a mistake worth saying.
 *
 * @param {Record<string, string | undefined>} env
 * @param {import('stripe-embedded/sandbox').Sandbox} [given]
 */
export async function chooseStripe(env, given) {
  const { STRIPE_SECRET_KEY: secret, STRIPE_PUBLISHABLE_KEY: publishable } = env;
  if (Boolean(secret) !== Boolean(publishable)) {
    throw new Error(
      'Set both STRIPE_SECRET_KEY and STRIPE_PUBLISHABLE_KEY to talk to Stripe, or neither for the sandbox.',
    );
  }
  return secret && publishable ? realStripe(secret, publishable) : simulatedStripe(given);
}

async function realStripe(secret, publishableKey) {
  const stripe = new Stripe(secret);
  const { data } = await stripe.accounts.list({ limit: 10 });
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
    description: `It talks to Stripe, in ${mode}.`,
    head: '',
    sandbox: undefined,
    close: async () => {},
  };
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
