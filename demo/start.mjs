// `npm run demo`: a dashboard with its endpoint, on the embedded sandbox unless Stripe's keys are set.
import { startDemo } from './startDemo.mjs';

const { url, stripe } = await startDemo({ port: Number(process.env.PORT) || undefined });

console.log(`
  The demo is at ${url}

  ${stripe}
  End it with Ctrl+C.
`);
