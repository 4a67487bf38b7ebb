// Minified and gzipped bytes of our code in an app's bundle. Peer dependencies stay outside, the rest is tree-shaken.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const root = join(import.meta.dirname, '..');

export const BUNDLES = {
  'size.connect': {
    code: `export { ConnectProvider, ConnectPayments } from '../../src/index.ts';`,
    target: 5_000,
    limit: 6_000,
  },
  'size.financial_connections': {
    code: `export { FinancialConnectionsProvider, LinkAccountsButton, useFinancialConnections } from '../../src/index.ts';`,
    target: 4_000,
  },
  'size.all': { code: `export * from '../../src/index.ts';`, target: 9_000 },
};

const PEERS = [/^react/, /^@stripe\//, /^@tanstack\//];

/** Vite wraps each `import()` in its own helper, which an app contains once in any case and which is not our code. */
const withoutPreload = {
  name: 'without-preload',
  enforce: 'pre',
  load: (id) =>
    id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : undefined,
};

/** @returns {Promise<{ bytes: number, text: string, modules: Array<[string, number]> }>} */
export async function measureSize(code, external = PEERS) {
  const folder = await mkdtemp(join(root, 'bench', '.size-'));
  try {
    const entry = join(folder, 'entry.ts');
    await writeFile(entry, code);
    const result = await build({
      configFile: false,
      logLevel: 'silent',
      root,
      define: { 'process.env.NODE_ENV': '"production"' },
      // Otherwise Vite uses this process's environment, and that of a test is not production.
      oxc: { jsx: { runtime: 'automatic', development: false } },
      plugins: [withoutPreload],
      build: {
        write: false,
        target: 'es2022',
        minify: true,
        // Not library mode, which keeps white space for the next bundler to remove.
        rolldownOptions: {
          input: entry,
          preserveEntrySignatures: 'strict',
          external,
        },
      },
    });
    const chunks = result.output.filter(({ type }) => type === 'chunk');
    const text = chunks.map((chunk) => chunk.code).join('');
    const modules = chunks.flatMap((chunk) => Object.entries(chunk.modules));
    return {
      bytes: gzipSync(text, { level: 9 }).length,
      text,
      modules: modules
        .map(([name, { renderedLength }]) => [name.slice(root.length + 1), renderedLength])
        .sort((a, b) => b[1] - a[1]),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
