// `npm run demo`: a dashboard with its endpoint, on the embedded sandbox unless Stripe's keys are set.
import { startDemo } from './startDemo.mjs';

try {
  const { url, stripe } = await startDemo({ port: portOf(process.env.PORT) });
  console.log(`
  The demo is at ${url}

  ${stripe}
  End it with Ctrl+C.
`);
} catch (error) {
  // The sentence alone: what else hangs on Stripe's errors helps nobody here.
  console.error(`\n  ${error.message}\n`);
  process.exitCode = 1;
}

/** Left out, the usual one. 0 is any free one. */
function portOf(text) {
  if (!text) return undefined;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new Error(
    'PORT is to be a number from 0 to 65535: 0 takes any free port, and without it the demo takes 4242.',
  );
}
