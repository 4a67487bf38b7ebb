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

  const owns = (id) => accounts.some((account) => account.id === id);
  const withStatus = async ({ id, name }) => {
    const { details_submitted: complete } = await stripe.accounts.retrieve(id);
    return { id, name, complete };
  };
  const me = async () => ({
    publishableKey,
    businesses: await Promise.all(accounts.map(withStatus)),
    isSandbox: Boolean(sandbox),
  });
  async function banksOf(business) {
    const { data } = await stripe.financialConnections.accounts.list({
      account_holder: { account: business },
      limit: 100,
    });
    return data.filter(({ status }) => status !== 'disconnected');
  }
  async function unlink(bank) {
    const { account_holder: holder } = await stripe.financialConnections.accounts.retrieve(bank);
    // The page names the bank account, so it could be anybody's.
    return owns(holder?.account) && stripe.financialConnections.accounts.disconnect(bank);
  }
  const control = {
    expire: () => sandbox.expire(),
    fail: () => sandbox.fail({ api: 500 }),
    heal: () => sandbox.heal(),
  };

  /** The page's other requests. One without an answer is a 404. */
  const routes = [
    ['GET', /^\/api\/me$/, me],
    ['GET', /^\/api\/banks\/(\w+)$/, (business) => owns(business) && banksOf(business)],
    ['DELETE', /^\/api\/banks\/(\w+)$/, unlink],
    ['POST', /^\/api\/sandbox\/(expire|fail|heal)$/, (name) => sandbox && (control[name](), {})],
  ];

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
    for (const [method, pattern, act] of routes) {
      const match = method === request.method && pattern.exec(path);
      if (!match) continue;
      try {
        const answer = await act(match[1]);
        return answer ? send(200, answer) : send(404);
      } catch {
        return send(502, { error: 'Stripe did not answer.' });
      }
    }
    send(404);
  };
}
