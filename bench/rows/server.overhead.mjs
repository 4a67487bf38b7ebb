// Requests per second through our handler behind `toNodeListener`, and through a bare route that only calls the SDK.
// Both run in one process, in turns. The sandbox that replaces Stripe has its own thread.
import { Worker } from 'node:worker_threads';
import { median } from '../stage/interleave.mjs';
import { requestsPerSecond } from '../stage/requestsPerSecond.mjs';

/** On two shared processors, one round of half a second says little: sixteen of them gave 0.79 to 0.98. */
const ROUNDS = 40;
const SECONDS = 0.5;
/** Until V8 has compiled what is hot. */
const WARM = 3;

async function startWorker(file, workerData) {
  const worker = new Worker(new URL(`../stage/${file}`, import.meta.url), { workerData });
  const answer = await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  return { answer, stop: () => worker.terminate() };
}

export default {
  what: 'requests per second through our handler (peer: a bare route)',
  unit: 'requests/s',
  target: '≥ 0.9 × a bare route',
  met: ({ value, peer }) => value >= 0.9 * peer,
  swings:
    '0.82 to 0.97 in twenty-four runs on Node 20, 0.9 or more in five of them; 0.86 in two runs on Node 22; 1.03 to 1.14 in five on Node 24 and 26. The faster the machine is at the time, the lower the ratio, because the network’s share is then smaller',
  whenMissed:
    'the handler reads, limits and checks the body, and gives `authorize` a `Request`. The bare route does none of this. It costs processor time on each request, most of it for that `Request` (docs/decisions/0011). The cost is visible when Stripe answers at once, as the sandbox does.',
  async measure() {
    const stripe = await startWorker('stripeWorker.mjs');
    const servers = await startWorker('serverWorker.mjs', stripe.answer);
    try {
      const { ours, bare } = servers.answer;
      await requestsPerSecond(ours, WARM);
      await requestsPerSecond(bare, WARM);
      const measured = { value: [], peer: [] };
      for (let round = 0; round < ROUNDS; round++) {
        const turns = [
          ['value', ours],
          ['peer', bare],
        ];
        for (const [name, url] of round % 2 ? turns.reverse() : turns)
          measured[name].push(await requestsPerSecond(url, SECONDS));
      }
      return { value: median(measured.value), peer: median(measured.peer) };
    } finally {
      await Promise.all([servers.stop(), stripe.stop()]);
    }
  },
};
