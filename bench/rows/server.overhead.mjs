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
    '0.84 to 0.93 in ten runs on Node 20, between which the version before had 0.79 to 0.85; 0.91 to 0.96 in three on Node 22; 1.04 on Node 24. The faster the machine is at the time, the lower the ratio, because the network’s share is then smaller',
  whenMissed:
    'the handler reads, limits and checks the body, asks `authorize` and the policies, and responds with the components and their features. The bare route does none of this. On a processor of its own, it costs 10 of 165 µs per request. On two processors that the sandbox and the load share, it costs more. It is visible when Stripe answers at once, as the sandbox does.',
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
