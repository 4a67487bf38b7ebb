import { execFileSync, spawn } from 'node:child_process';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contentSecurityPolicy } from 'stripe-embedded/server';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openBrowser, openTab, serve, startBackend } from '../support/browserStage.js';

const SCRIPT = fileURLToPath(new URL('../../dist/embed.js', import.meta.url));
const NONCE = 'r4nd0mNonce';

let opened: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  opened = await openBrowser();
}, 60_000);
afterAll(() => opened?.close());

/** Serves a folder by something that is not Node, where this machine has it. */
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
async function openSite(body: (endpoint: string) => string, { plainly = false } = {}) {
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
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title>
<meta http-equiv="Content-Security-Policy" content="${policy}">
<script type="module" src="/embed.js" nonce="${NONCE}"></script></head><body><main><h1>A shop</h1>${body(endpoint)}</main>
<script nonce="${NONCE}">
  window.events = [];
  for (const name of ['ready', 'error', 'linked', 'session', 'exit', 'complete'])
    document.addEventListener('stripe-' + name, (event) => window.events.push([name, event.target.localName, event.detail]));
</script></body></html>`;
  const folder = await mkdtemp(join(tmpdir(), 'stripe-embedded-site-'));
  await writeFile(join(folder, 'index.html'), html);
  await copyFile(SCRIPT, join(folder, 'embed.js'));
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
  const { page, noise } = await openTab(opened.browser, backend.url);
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

const attributes = (endpoint: string) => `publishable-key="pk_test_1" endpoint="${endpoint}"`;

describe('the script on a page without React', () => {
  it('draws several elements on one session and one script, under a strict policy', async () => {
    const { noise, mints, ready, events, page } = await openSite(
      (endpoint) =>
        `<stripe-payments ${attributes(endpoint)}></stripe-payments><stripe-balances ${attributes(endpoint)} heading="Money"></stripe-balances>`,
      { plainly: true },
    );
    await ready('payments');
    await ready('balances');
    expect(mints()).toBe(1);
    expect(await page.locator('script[src*="connect-js"]').count()).toBe(1);
    expect(await page.getByRole('heading', { level: 2, name: 'Money' }).count()).toBe(1);
    expect(await events('ready')).toEqual([
      ['ready', 'stripe-payments', null],
      ['ready', 'stripe-balances', null],
    ]);
    expect(noise).toEqual([]);
  });

  it('says when an element of several components is ready', async () => {
    const { events, ready } = await openSite(
      (endpoint) => `<stripe-tax ${attributes(endpoint)}></stripe-tax>`,
    );
    await ready('tax-settings');
    await ready('tax-registrations');
    await expect.poll(() => events('ready')).toEqual([['ready', 'stripe-tax', null]]);
  });

  it('does nothing where there are no elements: on a server', () => {
    const run = () =>
      execFileSync(process.execPath, [
        '--input-type=module',
        '-e',
        `await import(${JSON.stringify(SCRIPT)})`,
      ]);
    expect(run).not.toThrow();
  });

  it('follows its attributes and properties while it is on the page', async () => {
    const { page, sandbox, ready, mints } = await openSite(
      (endpoint) => `<stripe-payments ${attributes(endpoint)}></stripe-payments>`,
    );
    await ready('payments');
    const [, other] = sandbox.accounts;
    await page.evaluate((account) => {
      const element = document.querySelector('stripe-payments')!;
      element.setAttribute('locale', 'fr-FR');
      element.setAttribute('theme', 'dark');
      element.setAttribute('account', account);
    }, other!.id);
    await page.getByRole('heading', { name: 'Paiements' }).first().waitFor();
    await ready('payments');
    await expect.poll(mints).toBe(2);
    await expect
      .poll(() =>
        page.locator('stripe-connect-payments').evaluate((element) => element.shadowRoot?.textContent),
      )
      .toContain(other!.name);
  });

  it('is moved with all that is in it, and let go when it is taken out', async () => {
    const { page, ready, mints } = await openSite(
      (endpoint) => `<stripe-payments ${attributes(endpoint)}></stripe-payments><aside></aside>`,
    );
    await ready('payments');
    await page.evaluate(() =>
      document.querySelector('aside')!.append(document.querySelector('stripe-payments')!),
    );
    await ready('payments');
    expect(mints()).toBe(1);
    await page.evaluate(() => document.querySelector('stripe-payments')!.remove());
    expect(await page.locator('stripe-connect-payments').count()).toBe(0);
  });

  it('tells the page of its troubles', async () => {
    const { page, events } = await openSite(
      () => `<stripe-payments publishable-key="pk_test_1" endpoint="/nowhere"></stripe-payments>`,
    );
    await page.getByRole('alert').waitFor();
    const [[, , detail]] = (await events('error')) as [[string, string, object]];
    expect(detail).toMatchObject({ code: 'endpoint_invalid_response' });
  });

  it('has the whole dashboard, and links a bank', async () => {
    const { page, ready, events, mints, noise } = await openSite(
      (endpoint) => `<stripe-dashboard ${attributes(endpoint)} panels="payments banks"></stripe-dashboard>`,
    );
    await ready('payments');
    await page.getByRole('tab', { name: 'Bank accounts' }).click();
    await page.getByRole('button', { name: 'Link a bank account' }).click();
    for (const name of ['Agree and continue', 'StripeBank', 'Continue', 'Link', 'Done'])
      await page.getByRole('dialog').getByRole('button', { name }).first().click();
    await page.getByRole('listitem').waitFor();
    expect(mints()).toBe(2);
    expect(await events('error')).toEqual([]);
    expect(noise).toEqual([]);
  });

  it('asks the page’s server whether onboarding is complete', async () => {
    const { page, ready, sandbox, events } = await openSite(
      (endpoint) => `<stripe-onboarding ${attributes(endpoint)} status-url="/status"></stripe-onboarding>`,
    );
    await page.route('**/status', (route) =>
      route.fulfill({ json: { complete: sandbox.accounts[0]!.details_submitted } }),
    );
    await ready('account-onboarding');
    for (let step = 0; step < 4; step++) {
      for (const field of await page.locator('stripe-connect-account-onboarding input').all())
        await field.fill('Ada');
      await page
        .locator('stripe-connect-account-onboarding button')
        .filter({ hasText: /continue|submit/i })
        .click();
    }
    await page.getByText('You are ready to take payments').waitFor();
    expect((await events('complete')).length).toBe(1);
  });
});
