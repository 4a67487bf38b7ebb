// Minified and gzipped bytes of what an app bundles of ours: peers stay outside, the rest is tree-shaken.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const root = join(import.meta.dirname, '..');

export const BUNDLES = {
  'size.connect': {
    code: `export { ConnectProvider, ConnectPayments } from '../../src/index.ts';`,
    target: 5_000,
  },
  'size.financial_connections': {
    code: `export { FinancialConnectionsProvider, LinkAccountsButton, useFinancialConnections } from '../../src/index.ts';`,
    target: 4_000,
  },
  'size.all': { code: `export * from '../../src/index.ts';`, target: 9_000 },
};

/** @returns {Promise<{ bytes: number, modules: Array<[string, number]> }>} */
export async function measureSize(code) {
  const folder = await mkdtemp(join(root, 'bench', '.size-'));
  try {
    const entry = join(folder, 'entry.ts');
    await writeFile(entry, code);
    const result = await build({
      configFile: false,
      logLevel: 'silent',
      root,
      // Whoever asks, and in whatever environment: what is measured is a production build.
      oxc: { jsx: { runtime: 'automatic', development: false } },
      define: { 'process.env.NODE_ENV': '"production"' },
      build: {
        write: false,
        // A page's build would add Vite's own helper for preloading chunks, which is not ours.
        ssr: true,
        target: 'es2022',
        minify: true,
        // Not the library mode: that one keeps white space, for the next bundler to take out.
        rolldownOptions: {
          input: entry,
          preserveEntrySignatures: 'strict',
          external: [/^react/, /^@stripe\//, /^@tanstack\//],
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
