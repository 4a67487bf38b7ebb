// Two routes that mint the same session: our handler, and the shortest one that a developer can write.
import { createServer } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import Stripe from 'stripe';
import { createSessionHandler, toNodeListener } from 'stripe-embedded/server';

const { url, account } = workerData;
const { hostname: host, port } = new URL(url);
const newStripe = () => new Stripe('sk_test_1', { host, port, protocol: 'http', maxNetworkRetries: 0 });
const components = { payments: { enabled: true }, payouts: { enabled: true } };

const ours = toNodeListener(
  createSessionHandler({ stripe: newStripe(), authorize: () => ({ account }), connect: { components } }),
);

const stripe = newStripe();
async function bare(request, response) {
  // Even the shortest route must read the request, or the connection could not be reused.
  request.resume();
  const session = await stripe.accountSessions.create({ account, components });
  response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify({ client_secret: session.client_secret }));
}

const serve = async (listener) => {
  const server = createServer(listener);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${server.address().port}/session`;
};

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort.postMessage({ ours: await serve(ours), bare: await serve(bare) });
