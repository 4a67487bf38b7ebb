import { playwright } from '@vitest/browser-playwright';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { alias, loaders } from './entries.js';
import { findChromium } from './test/browser/chromium.js';
import { otherBrowser } from './test/browser/otherBrowser.js';
import { inDom } from './test/setup/inDom.js';

const { TEST_BROWSER } = process.env;
const { executablePath, env, args } = await findChromium();

/** Returns a new object for each project, because Vitest modifies it. */
export const inBrowser = () => ({
  enabled: true,
  headless: true,
  ui: false,
  screenshotFailures: false,
  provider: TEST_BROWSER
    ? otherBrowser(TEST_BROWSER)
    : playwright({ launchOptions: { executablePath, env, args } }),
  instances: [{ browser: 'chromium' as const }],
});

/** No test needs this long. The margin is for a busy machine. */
const SLOW_MACHINE = 30_000;

/** Tests that run in jsdom and must also pass in a real browser. */
const conformanceTests = [
  'test/sandbox/connectJs.test.ts',
  'test/sandbox/stripeJs.test.tsx',
  'test/financial-connections/linking.test.tsx',
  'test/**/*.browser.test.{ts,tsx}',
  'test/connect/{lifecycle,failures,props}.test.tsx',
];

/** What an app's own tests do, in the other DOM that they may run in. */
const happyTests = [
  'test/docs/**/*.test.tsx',
  'test/sandbox/*.test.{ts,tsx}',
  'test/connect/{lifecycle,failures,props}.test.tsx',
  'test/financial-connections/{linking,components}.test.tsx',
  'test/widgets/{widgets,tabs}.test.tsx',
  'test/devtools/order.test.tsx',
  'test/appearance/appearanceFromCss.test.ts',
];

/** The tests that depend most on React's own behaviour, run on the oldest supported React. */
const react18Tests = [
  'test/connect/{lifecycle,hydration}.test.tsx',
  'test/financial-connections/{linking,components}.test.tsx',
  'test/react18/*.test.tsx',
];
const react18 = [
  { find: /^react-dom(\/.*)?$/, replacement: 'react-dom-18$1' },
  { find: /^react(\/.*)?$/, replacement: 'react-18$1' },
];

const nodeTests = ['test/server/**/*.test.ts', 'test/**/*.node.test.{ts,tsx}'];
const notInDom = [...nodeTests, 'test/**/*.browser.test.{ts,tsx}', 'test/react18/**'];

export default defineConfig({
  test: {
    // Stripe's loader logs this when its script is already in the page, as it is with the sandbox.
    onConsoleLog: (log) => !log.includes('an existing Connect.js script already exists'),
    projects: [
      inDom('jsdom', {
        name: 'unit',
        typecheck: { enabled: true, include: ['test/**/*.test-d.ts'] },
        include: ['test/**/*.test.{ts,tsx}'],
        exclude: notInDom,
        testTimeout: SLOW_MACHINE,
      }),
      inDom('happy-dom', {
        name: 'happy-dom',
        include: happyTests,
        exclude: notInDom,
        testTimeout: SLOW_MACHINE,
      }),
      {
        resolve: { alias },
        test: { name: 'server', environment: 'node', include: nodeTests, testTimeout: SLOW_MACHINE },
      },
      {
        plugins: [react()],
        resolve: { alias: [...alias, ...loaders] },
        test: {
          name: 'browser',
          include: conformanceTests,
          setupFiles: ['test/setup/unit.ts'],
          testTimeout: SLOW_MACHINE,
          browser: inBrowser(),
        },
      },
      {
        plugins: [react()],
        resolve: { alias: [...alias, ...loaders, ...react18] },
        cacheDir: 'node_modules/.vite-react-18',
        test: {
          name: 'react 18',
          include: react18Tests,
          setupFiles: ['test/setup/unit.ts'],
          testTimeout: SLOW_MACHINE,
          browser: inBrowser(),
        },
      },
      {
        plugins: [storybookTest({ configDir: '.storybook' })],
        test: { name: 'stories', browser: inBrowser(), testTimeout: SLOW_MACHINE },
      },
    ],
  },
});
