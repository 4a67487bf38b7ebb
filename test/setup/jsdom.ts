import react from '@vitejs/plugin-react';
import { alias, loaders } from '../../entries.js';

/** A project whose tests run in jsdom. Each gets a fresh object, because Vitest writes into the one it receives. */
export const inJsdom = <Test extends object>(test: Test) => ({
  plugins: [react()],
  resolve: { alias: [...alias, ...loaders] },
  test: {
    environment: 'jsdom' as const,
    setupFiles: ['test/setup/unit.ts'],
    server: { deps: { inline: [/@stripe\/(connect|stripe)-js/] } },
    ...test,
  },
});
