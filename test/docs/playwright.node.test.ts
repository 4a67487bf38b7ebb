import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { serve } from '../support/browserStage.js';

const CONFIG = fileURLToPath(new URL('./playwright.config.ts', import.meta.url));
const ROOT = join(import.meta.dirname, '..', '..');
const SHARED = 'publishable-key="pk_test_1" endpoint="/api/stripe/session"';
const SHOP = `<!doctype html><html lang="en"><title>A shop</title>
<script type="module" src="/embed.js"></script>
<stripe-payments ${SHARED}></stripe-payments><stripe-bank-accounts ${SHARED} verify></stripe-bank-accounts>`;

it('the guide’s tests pass in Playwright', async () => {
  const script = await readFile(join(ROOT, 'dist', 'embed.js'));
  const site = await serve((request, response) => {
    const isScript = request.url === '/embed.js';
    response
      .writeHead(200, { 'Content-Type': isScript ? 'text/javascript' : 'text/html' })
      .end(isScript ? script : SHOP);
  });
  const output = await mkdtemp(join(tmpdir(), 'stripe-embedded-playwright-'));
  onTestFinished(async () => {
    await site.close();
    await rm(output, { recursive: true, force: true });
  });
  const cli = join(ROOT, 'node_modules', 'playwright', 'cli.js');
  const { stdout } = await promisify(execFile)(process.execPath, [cli, 'test', '--config', CONFIG], {
    cwd: ROOT,
    env: { ...process.env, SITE: site.origin, PLAYWRIGHT_OUTPUT: output },
  }).catch((failure: { stdout?: string }) => ({ stdout: `It failed. ${failure.stdout}` }));
  expect(stdout).toMatch(/^(?!It failed)[^]*3 passed/);
}, 120_000);
