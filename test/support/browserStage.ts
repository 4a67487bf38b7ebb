import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions } from 'playwright';
import Stripe from 'stripe';
import type { SandboxOptions } from 'stripe-embedded/sandbox';
import { createSandbox, listen } from 'stripe-embedded/sandbox/node';
import { createSessionHandler, toNodeListener } from 'stripe-embedded/server';
import { build } from 'vite';
import { alias } from '../../entries.js';
import setters from '../reference/connect-element-setters.json' with { type: 'json' };
import { findChromium } from '../browser/chromium.js';

const HTML = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Test page</title><style>body { margin: 24px; font: 15px/1.5 system-ui, sans-serif; }</style></head>
<body><main id="root"></main><script type="module" src="/main.js"></script></body></html>`;

/** All components that Stripe has, in preview or not, by the API's names. */
const ALL_COMPONENTS = Object.fromEntries(
  Object.keys({ ...setters.ga, ...setters.preview }).map((tag) => [tag.replaceAll('-', '_'), true]),
);

/** The page's bundle, built once for all tests of a file. */
async function bundlePage(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"development"' },
    resolve: { alias },
    build: {
      write: false,
      minify: false,
      rolldownOptions: {
        input: fileURLToPath(new URL('./pages/main.tsx', import.meta.url)),
        output: { codeSplitting: false },
      },
    },
  });
  const { output } = result as { output: Array<{ type: string; code?: string }> };
  return output.find(({ type }) => type === 'chunk')!.code!;
}

/** A real Chromium in which Stripe's addresses lead to a sandbox, and a page that has a session endpoint. */
export async function openBrowser() {
  const { executablePath, env, args } = await findChromium();
  const [browser, script] = await Promise.all([chromium.launch({ executablePath, env, args }), bundlePage()]);
  return { browser, script, close: () => browser.close() };
}

/** The sandbox over HTTP, and the library's own handler with the real Stripe SDK in front of it. */
export async function startBackend(
  options: SandboxOptions = {},
  handler: { allowedOrigins?: string[] } = {},
) {
  const { url, sandbox, close } = await listen({ sandbox: createSandbox(options) });
  const { hostname: host, port } = new URL(url);
  const answerSession = toNodeListener(
    createSessionHandler({
      stripe: new Stripe('sk_test_1', { host, port, protocol: 'http', maxNetworkRetries: 0 }),
      authorize: () => ({ account: sandbox.accounts.map(({ id }) => id), customer: 'cus_1' }),
      connect: { components: ALL_COMPONENTS, preview: true },
      financialConnections: { permissions: ['payment_method', 'balances'] },
      ...handler,
    }),
  );
  return { url, sandbox, answerSession, close };
}

/** Serves on a free port of this machine. */
export async function serve(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A tab in which the sandbox answers at Stripe's real addresses. `noise` is its console output. */
export async function openTab(browser: Browser, sandboxUrl: string, context: BrowserContextOptions = {}) {
  const page = await (await browser.newContext(context)).newPage();
  const noise: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) noise.push(message.text());
  });
  page.on('pageerror', (error) => noise.push(String(error)));
  // Stripe's real loaders request Stripe's real addresses; the sandbox answers.
  await page.route(/^https:\/\/(connect-js|js)\.stripe\.com\//, async (route) => {
    const { pathname } = new URL(route.request().url());
    const answer = await fetch(`${sandboxUrl}${pathname}`).catch(() => undefined);
    if (!answer) return route.abort();
    await route.fulfill({ status: answer.status, contentType: 'text/javascript', body: await answer.text() });
  });
  return { page, noise };
}

export async function openPage(
  { browser, script }: { browser: Browser; script: string },
  options: SandboxOptions = {},
  context: BrowserContextOptions = {},
) {
  const backend = await startBackend(options);
  const site = await serve((request, response) => {
    if (request.method === 'POST') return void backend.answerSession(request, response);
    const isScript = request.url === '/main.js';
    response
      .writeHead(200, { 'Content-Type': isScript ? 'text/javascript' : 'text/html' })
      .end(isScript ? script : HTML);
  });
  const { page, noise } = await openTab(browser, backend.url, context);
  await page.goto(site.origin);
  await page.waitForFunction(() => 'page' in globalThis);
  return {
    page,
    sandbox: backend.sandbox,
    noise,
    endpoint: `${site.origin}/session`,
    async close() {
      await page.context().close();
      await Promise.all([backend.close(), site.close()]);
    },
  };
}
