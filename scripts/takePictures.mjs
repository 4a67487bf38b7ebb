// Takes the README's pictures from the running demo: `npm run build && node scripts/takePictures.mjs`.
import { join } from 'node:path';
import { chromium } from 'playwright';
import { runnerImport } from 'vite';
import { startDemo } from '../demo/startDemo.mjs';

const root = join(import.meta.dirname, '..');
const { module } = await runnerImport(join(root, 'test/browser/chromium.ts'));
const { executablePath, env, args } = await module.findChromium();
const [browser, demo] = await Promise.all([
  chromium.launch({ executablePath, env, args }),
  startDemo({ port: 0, env: {} }),
]);

const PICTURES = [
  { name: 'dashboard-light', path: 'home', theme: 'light' },
  { name: 'dashboard-dark', path: 'home', theme: 'dark' },
  { name: 'bank-linking', path: 'banks', theme: 'light', link: true },
];

try {
  for (const { name, path, theme, link } of PICTURES) {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      deviceScaleFactor: 1,
    });
    const page = await context.newPage();
    await page.addInitScript((chosen) => localStorage.setItem('demo.theme', chosen), theme);
    await page.goto(`${demo.url}/#/${path}`);
    await page.getByRole('button', { name: /Ada/ }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    if (link) {
      await page.getByRole('button', { name: 'Link a bank account' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Agree and continue' }).click();
    } else {
      await page.locator('[data-stripe-embedded="payments"][data-state="ready"]').waitFor();
    }
    await page.mouse.move(0, 0);
    await page.screenshot({ path: join(root, 'docs/images', `${name}.png`), animations: 'disabled' });
    await context.close();
  }
} finally {
  await Promise.all([browser.close(), demo.close()]);
}
