import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright';
import { runnerImport } from 'vite';
import { bundlePage } from './bundlePage.mjs';

const HTML = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bench</title></head>
<body><main id="root"></main><script type="module" src="/main.js"></script></body></html>`;

const load = async (path) =>
  (await runnerImport(fileURLToPath(new URL(path, import.meta.url)), { resolve: { alias: await aliases() } }))
    .module;
const aliases = async () =>
  (await runnerImport(fileURLToPath(new URL('../../entries.ts', import.meta.url)))).module.alias;

/** What the rows share: one Chromium, each bundle built once, and sites of their own with the sandbox behind them. */
export async function openStage() {
  const bundles = new Map();
  let launching;
  let supporting;

  const support = () => (supporting ??= load('../../test/support/browserStage.ts'));
  const launch = async () => {
    const { findChromium } = await load('../../test/browser/chromium.ts');
    return chromium.launch(await findChromium());
  };
  const browser = () => (launching ??= launch());
  const bundle = (options) => {
    const key = JSON.stringify(options);
    if (!bundles.has(key)) bundles.set(key, bundlePage(options));
    return bundles.get(key);
  };

  /** A site with one page. `delay` is how long its endpoint takes, `script` how long Stripe's scripts take. */
  async function openSite(page, { delay = 0, script = 0 } = {}) {
    const { startBackend, serve } = await support();
    const backend = await startBackend({ latency: { script } });
    // The bundle itself points to the sandbox: intercepting requests with the browser's tools costs more than what
    // is measured.
    const code = (await bundle(page)).replaceAll(/https:\/\/(connect-js|js)\.stripe\.com/g, backend.url);
    const site = await serve(async (request, response) => {
      if (request.method === 'POST') {
        await sleep(delay);
        return void backend.answerSession(request, response);
      }
      const { pathname } = new URL(request.url, 'http://site');
      response.writeHead(200, {
        'Content-Type': pathname === '/main.js' ? 'text/javascript' : 'text/html',
        'Cache-Control': 'no-store',
        // With these, the page's clock is exact to 5 µs. A page that loads from other origins cannot have them.
        ...(page.harness === 'inPage.tsx' && {
          'Cross-Origin-Opener-Policy': 'same-origin',
          'Cross-Origin-Embedder-Policy': 'require-corp',
        }),
      });
      response.end(pathname === '/main.js' ? code : pathname === '/empty' ? '' : HTML);
    });
    return {
      sandbox: backend.sandbox,
      mints: () => backend.sandbox.log.filter(({ type }) => type === 'mint').length,
      /**
       * Opens the page in a tab with an empty cache. The tab visits the site first, so that starting a process is
       * not measured.
       */
      async visit(path = '/') {
        const context = await (await browser()).newContext();
        const tab = await context.newPage();
        await tab.goto(`${site.origin}/empty`);
        await tab.goto(site.origin + path);
        await tab.waitForFunction(() => 'bench' in globalThis);
        return tab;
      },
      close: () => Promise.all([backend.close(), site.close()]),
    };
  }

  return {
    openSite,
    /** Opens one site per page, by name, and closes them when `work` has ended. */
    async withSites(pages, options, work) {
      const sites = {};
      try {
        for (const [name, page] of Object.entries(pages)) sites[name] = await openSite(page, options);
        return await work(sites);
      } finally {
        await Promise.all(Object.values(sites).map((site) => site.close()));
      }
    },
    version: async () => (await browser()).version(),
    close: async () => (await launching)?.close(),
  };
}

/** Opens a tab while `work` runs. */
export async function inTab(site, work, path) {
  const tab = await site.visit(path);
  try {
    return await work(tab);
  } finally {
    await tab.context().close();
  }
}

/** Waits until `count` components have begun to draw. */
export const untilStarted = (tab, count) =>
  tab.waitForFunction((wanted) => globalThis.bench.started.length >= wanted, count);
