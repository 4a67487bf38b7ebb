import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { alias } from './entries.js';
import { inDom } from './test/setup/inDom.js';

/** Each of these needs a fresh page that has loaded no script and had no session. */
const freshPages = [
  'test/connect/{failures,page}.test.tsx',
  'test/connect/scripts.test.tsx',
  'test/financial-connections/script.test.tsx',
  'test/reliability/mended*.test.tsx',
];

const nodeTests = ['test/server/**/*.test.ts', 'test/connect/*.node.test.tsx'];

/** The first failing test ends a mutant's run, so cheap and closely related tests come first. */
const order = ['/session/', '/server/handler', '/server/', '/financial-connections/', '/connect/'];
const place = ({ moduleId }: TestSpecification) => {
  const at = order.findIndex((part) => moduleId.includes(`/test${part}`));
  return at < 0 ? order.length : at;
};

class NearestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    return files.sort((a, b) => place(a) - place(b));
  }
}

/** No test takes this long, unless a mutant makes it wait forever. */
const WAITS_FOR_EVER = 5_000;

/**
 * The tests that Stryker runs for each mutant, and `npm run coverage` runs once. All files share one jsdom: for most
 * mutants, a new one per file would take longer than the tests.
 */
export default defineConfig({
  test: {
    onConsoleLog: () => false,
    sequence: { sequencer: NearestFirst },
    coverage: {
      include: ['src/{session,connect,financial-connections,server}/**'],
      reporter: ['text', 'html'],
    },
    projects: [
      inDom('jsdom', {
        name: 'pages',
        isolate: false,
        include: ['test/{session,connect,financial-connections}/*.test.{ts,tsx}'],
        // jsdom has no view transitions.
        exclude: [...freshPages, ...nodeTests, 'test/connect/viewTransitions.browser.test.tsx'],
        testTimeout: WAITS_FOR_EVER,
      }),
      inDom('jsdom', { name: 'fresh pages', include: freshPages, testTimeout: WAITS_FOR_EVER }),
      {
        resolve: { alias },
        test: {
          name: 'server',
          environment: 'node',
          testTimeout: WAITS_FOR_EVER,
          isolate: false,
          include: nodeTests,
          // This test bundles the handler and runs it where no mutant can be activated.
          exclude: ['test/server/edge.test.ts'],
        },
      },
    ],
  },
});
