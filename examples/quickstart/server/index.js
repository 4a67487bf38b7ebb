import { createServer } from 'node:http';
import Stripe from 'stripe';
import { toNodeListener } from 'stripe-embedded/server';
import { createSession } from './session.js';

const { STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY, STRIPE_ACCOUNT } = process.env;
if (!STRIPE_SECRET_KEY || !STRIPE_PUBLISHABLE_KEY || !STRIPE_ACCOUNT) {
  throw new Error('Fill in .env first. See .env.example.');
}

const session = toNodeListener(
  createSession({
    stripe: new Stripe(STRIPE_SECRET_KEY),
    account: STRIPE_ACCOUNT,
    publishableKey: STRIPE_PUBLISHABLE_KEY,
  }),
);

/** The names of this machine. Another name that resolves here is someone else's, whose page would count as ours. */
const OWN_NAME = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

// Listens on this machine only, because there is no sign-in yet.
createServer((request, response) => {
  if (!OWN_NAME.test(request.headers.host ?? '')) {
    return response
      .writeHead(421)
      .end('Open the page at http://localhost. There is no sign-in yet, so other host names are refused.\n');
  }
  if (request.url === '/api/stripe/session') return void session(request, response);
  response.writeHead(404).end();
}).listen(3000, '127.0.0.1', () => {
  console.log('The endpoint is at http://127.0.0.1:3000/api/stripe/session');
});
