import react from '@vitejs/plugin-react';
import { alias, loaders } from '../../entries.js';

/** Node 25 and newer have a storage of their own, which would hide the DOM's. Node 20 does not know the option. */
const WITHOUT_STORAGE = '--no-experimental-webstorage';

/** A project whose tests run in a DOM without a browser. Each gets a fresh object, because Vitest writes into the one it receives. */
export const inDom = <Test extends object>(environment: 'jsdom' | 'happy-dom', test: Test) => ({
  plugins: [react()],
  resolve: { alias: [...alias, ...loaders] },
  test: {
    environment,
    execArgv: process.allowedNodeEnvironmentFlags.has(WITHOUT_STORAGE) ? [WITHOUT_STORAGE] : [],
    setupFiles: ['test/setup/unit.ts'],
    server: { deps: { inline: [/@stripe\/(connect|stripe)-js/] } },
    ...test,
  },
});
