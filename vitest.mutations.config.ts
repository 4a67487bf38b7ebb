import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { alias } from './entries.js';
import { inJsdom } from './test/setup/jsdom.js';

/** Each begins on a page that has loaded no script and had no session. */
const freshPages = [
  'test/connect/{failures,page}.test.tsx',
  'test/connect/scripts.test.tsx',
  'test/financial-connections/script.test.tsx',
  'test/reliability/mended*.test.tsx',
];

const nodeTests = ['test/server/**/*.test.ts', 'test/connect/*.node.test.tsx'];

/** The first test that fails ends a mutant's run: those that are cheap and near to it come first. */
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

/** No test takes that long, unless a mutant lets it wait for ever. */
const WAITS_FOR_EVER = 5_000;

/**
 * What Stryker runs for each mutant, and `npm run coverage` once. One jsdom serves all files: a new one for each would
 * cost most mutants more than their tests.
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
      inJsdom({
        name: 'pages',
        isolate: false,
        include: ['test/{session,connect,financial-connections}/*.test.{ts,tsx}'],
        // jsdom has no view transitions.
        exclude: [...freshPages, ...nodeTests, 'test/connect/viewTransitions.browser.test.tsx'],
        testTimeout: WAITS_FOR_EVER,
      }),
      inJsdom({ name: 'fresh pages', include: freshPages, testTimeout: WAITS_FOR_EVER }),
      {
        resolve: { alias },
        test: {
          name: 'server',
          environment: 'node',
          testTimeout: WAITS_FOR_EVER,
          isolate: false,
          include: nodeTests,
          // It bundles the handler and runs it where no mutant can be switched on.
          exclude: ['test/server/edge.test.ts'],
        },
      },
    ],
  },
});
