// `npm run demo`: a dashboard with its endpoint. Uses the built-in sandbox unless Stripe's keys are set.
import { startDemo } from './startDemo.mjs';

try {
  const { url, stripe } = await startDemo({ port: portOf(process.env.PORT) });
  console.log(`
  The demo is at ${url}

  ${stripe}
  Stop it with Ctrl+C.
`);
} catch (error) {
  // Only the message: the other fields of Stripe's errors help nobody here.
  console.error(`\n  ${error.message}\n`);
  process.exitCode = 1;
}

/** Without a value, the default port applies. 0 means any free port. */
function portOf(text) {
  if (!text) return undefined;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new Error(
    'PORT must be a number from 0 to 65535. 0 means any free port. Without PORT, the demo uses 4242.',
  );
}
