// The sandbox in its own thread, so that its work does not count as the server's.
import { parentPort } from 'node:worker_threads';
import { listen } from 'stripe-embedded/sandbox/node';

const { url, sandbox } = await listen();
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort.postMessage({ url, account: sandbox.accounts[0].id });
// Otherwise the log would grow with each request.
setInterval(() => (sandbox.log.length = 0), 200);
