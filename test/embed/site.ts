import { execFileSync, spawn } from 'node:child_process';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions } from 'playwright';
import { contentSecurityPolicy } from 'stripe-embedded/server';
import { onTestFinished } from 'vitest';
import { openTab, serve, startBackend } from '../support/browserStage.js';

export const SCRIPT = fileURLToPath(new URL('../../dist/embed.js', import.meta.url));
export const NONCE = 'r4nd0mNonce';

/** The attributes that most elements in these tests have. */
export const attributes = (endpoint: string) => `publishable-key="pk_test_1" endpoint="${endpoint}"`;

interface SiteOptions extends BrowserContextOptions {
  /** Serves without Node if this machine has Python. */
  plainly?: boolean;
  /** The page's `lang`. */
  language?: string;
  /** A build other than the one that ships. */
  script?: string;
  /** The script tag's attributes besides `src`. */
  kind?: string;
  /** How the page is encoded. A browser reads a script without `type="module"` in the same way. */
  charset?: string;
}

/** Serves a folder without Node if this machine has Python. */
async function servePlainly(folder: string): Promise<string | undefined> {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  const child = spawn('python3', [
    '-u',
    '-m',
    'http.server',
    '0',
    '--bind',
    '127.0.0.1',
    '--directory',
    folder,
  ]);
  onTestFinished(() => void child.kill());
  const port = await new Promise<string>((resolve) =>
    child.stdout.on('data', (chunk) => {
      const found = /port (\d+)/.exec(String(chunk));
      if (found) resolve(found[1]!);
    }),
  );
  return `http://127.0.0.1:${port}`;
}

/** A page of plain HTML, with a Content-Security-Policy that allows no inline script without its nonce. */
export async function openSite(
  browser: Browser,
  body: (endpoint: string) => string,
  {
    plainly = false,
    language = 'en',
    script = SCRIPT,
    kind = 'type="module"',
    charset = 'utf-8',
    ...context
  }: SiteOptions = {},
) {
  const origins: string[] = [];
  const backend = await startBackend({}, { allowedOrigins: origins });
  const api = await serve((request, response) => void backend.answerSession(request, response));
  const endpoint = `${api.origin}/session`;
  const policy = contentSecurityPolicy({
    nonce: NONCE,
    endpoint,
    // The sandbox's stand-ins for Stripe's frames talk to the sandbox from the page itself.
    directives: { 'connect-src': [backend.url] },
  });
  const html = `<!doctype html><html lang="${language}"><head><meta charset="${charset}"><title>A shop</title>
<meta http-equiv="Content-Security-Policy" content="${policy}">
<script ${kind} src="/embed.js" nonce="${NONCE}"></script></head><body><main><h1>A shop</h1>${body(endpoint)}</main>
<script nonce="${NONCE}">
  window.events = [];
  for (const name of ['ready', 'error', 'linked', 'session', 'exit', 'complete'])
    document.addEventListener('stripe-' + name, (event) => window.events.push([name, event.target.localName, event.detail]));
</script></body></html>`;
  const folder = await mkdtemp(join(tmpdir(), 'stripe-embedded-site-'));
  await writeFile(join(folder, 'index.html'), html);
  await copyFile(script, join(folder, 'embed.js'));
  const other = plainly ? await servePlainly(folder) : undefined;
  const own = await serve((request, response) => {
    const isScript = request.url === '/embed.js';
    void import('node:fs/promises')
      .then(({ readFile }) => readFile(join(folder, isScript ? 'embed.js' : 'index.html')))
      .then((file) =>
        response.writeHead(200, { 'Content-Type': isScript ? 'text/javascript' : 'text/html' }).end(file),
      );
  });
  const origin = other ?? own.origin;
  origins.push(origin);
  const { page, noise } = await openTab(browser, backend.url, { locale: 'en-US', ...context });
  onTestFinished(async () => {
    await page.context().close();
    await Promise.all([backend.close(), api.close(), own.close(), rm(folder, { recursive: true })]);
  });
  await page.goto(`${origin}/`);
  const mints = () => backend.sandbox.log.filter(({ type }) => type === 'mint').length;
  const events = (name: string) =>
    page.evaluate(
      (wanted) =>
        (globalThis as unknown as { events: unknown[][] }).events.filter(([type]) => type === wanted),
      name,
    );
  const ready = (tag: string) =>
    page.locator(`[data-stripe-embedded="${tag}"][data-state="ready"]`).first().waitFor();
  return { page, noise, sandbox: backend.sandbox, mints, events, ready, origin };
}
