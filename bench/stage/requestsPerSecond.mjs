import { Agent, request } from 'node:http';

const AT_A_TIME = 16;
const BODY = JSON.stringify({ flow: 'connect', reason: 'initial', components: ['payments', 'payouts'] });

/** Sends as many requests as possible, several at a time, each one when another has ended. */
export async function requestsPerSecond(url, seconds) {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_A_TIME });
  const began = performance.now();
  const end = began + seconds * 1000;
  let done = 0;
  const post = () =>
    new Promise((resolve, reject) => {
      const sent = request(url, {
        agent,
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'Content-Length': BODY.length,
          'X-Requested-With': 'stripe-embedded',
        },
      });
      sent.on('error', reject);
      sent.on('response', (response) => {
        response.resume();
        response.on('end', () =>
          response.statusCode === 200 ? resolve() : reject(new Error(`${url}: ${response.statusCode}`)),
        );
      });
      sent.end(BODY);
    });
  const client = async () => {
    while (performance.now() < end) {
      await post();
      done++;
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, client));
  agent.destroy();
  return (done * 1000) / (performance.now() - began);
}
