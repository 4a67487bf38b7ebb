import { defineConfig } from 'playwright/test';
import { findChromium } from '../browser/chromium.js';

const { executablePath, env, args } = await findChromium();

/** For the guide's tests, which `playwright.node.test.ts` runs. */
export default defineConfig({
  testMatch: '*.spec.ts',
  reporter: 'line',
  workers: 1,
  outputDir: process.env['PLAYWRIGHT_OUTPUT'],
  use: { baseURL: process.env['SITE'], launchOptions: { executablePath, env, args } },
});
