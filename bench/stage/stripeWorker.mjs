// The sandbox in a thread of its own, so that its work is not counted as a server's.
import { parentPort } from 'node:worker_threads';
import { listen } from 'stripe-embedded/sandbox/node';

const { url, sandbox } = await listen();
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort.postMessage({ url, account: sandbox.accounts[0].id });
// Its log would grow with each request.
setInterval(() => (sandbox.log.length = 0), 200);
