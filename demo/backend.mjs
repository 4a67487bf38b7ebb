import { randomUUID } from 'node:crypto';
import { createSessionHandler, toNodeListener } from 'stripe-embedded/server';

/** The components that a signed-in user of this marketplace may see. */
const COMPONENTS = {
  account_management: true,
  account_onboarding: true,
  balances: true,
  documents: true,
  disputes_list: true,
  notification_banner: true,
  payments: {
    enabled: true,
    features: { refund_management: true, dispute_management: true, capture_payments: true },
  },
  payouts: {
    enabled: true,
    features: { instant_payouts: true, standard_payouts: true, edit_payout_schedule: true },
  },
  tax_registrations: true,
  tax_settings: true,
};

/** The demo's own back end: sign-in, the session endpoint, and the page's requests about its businesses. */
export function createBackend({ stripe, publishableKey, accounts, sandbox }) {
  /** The signed-in users, by cookie. A real back end already has this. */
  const signedIn = new Set();
  const idIn = (cookies) => /(?:^|; )demo=([\w-]+)/.exec(cookies ?? '')?.[1];
  const isSignedIn = (cookies) => signedIn.has(idIn(cookies));

  const answerSession = toNodeListener(
    createSessionHandler({
      stripe,
      authorize: (request) =>
        isSignedIn(request.headers.get('Cookie')) ? { account: accounts.map(({ id }) => id) } : null,
      connect: { components: COMPONENTS },
      financialConnections: { permissions: ['payment_method', 'balances'] },
      onError: (error, { requestId }) => console.error(error.message, requestId ?? '', error.cause ?? ''),
    }),
  );

  const actions = {
    async 'GET /api/me'() {
      return {
        publishableKey,
        businesses: await Promise.all(accounts.map(withStatus)),
        isSandbox: Boolean(sandbox),
      };
    },
    'POST /api/sandbox/expire': () => sandbox?.expire(),
    'POST /api/sandbox/fail': () => sandbox?.fail({ api: 500 }),
    'POST /api/sandbox/heal': () => sandbox?.heal(),
  };
  const withStatus = async ({ id, name }) => {
    const { details_submitted: complete } = await stripe.accounts.retrieve(id);
    return { id, name, complete };
  };

  return async function answer(request, response, path) {
    const send = (status, body = {}, headers = {}) =>
      response
        .writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers })
        .end(JSON.stringify(body));
    const what = `${request.method} ${path}`;
    if (path === '/api/stripe/session') return answerSession(request, response);
    // A form on another site cannot set this header.
    if (request.method !== 'GET' && request.headers['x-requested-with'] !== 'demo') return send(403);
    if (what === 'POST /api/sign-in') {
      const id = randomUUID();
      signedIn.add(id);
      return send(200, {}, { 'Set-Cookie': `demo=${id}; HttpOnly; SameSite=Lax; Path=/` });
    }
    if (!isSignedIn(request.headers.cookie)) return what === 'GET /api/me' ? send(200, null) : send(401);
    if (what === 'POST /api/sign-out') {
      signedIn.delete(idIn(request.headers.cookie));
      return send(200, {}, { 'Set-Cookie': 'demo=; Max-Age=0; Path=/' });
    }
    const action = actions[what];
    if (!action) return send(404);
    try {
      send(200, (await action()) ?? {});
    } catch {
      send(502, { error: 'Stripe did not answer.' });
    }
  };
}
