import { fileURLToPath } from 'node:url';
import { build, runnerImport } from 'vite';

const page = (name) => fileURLToPath(new URL(`../pages/${name}`, import.meta.url));

/** Bundles one script as an app's build would: it calls `start` of one module with the `App` of another. */
export async function bundlePage({ harness, app, mode = 'production' }) {
  const { module: entries } = await runnerImport(fileURLToPath(new URL('../../entries.ts', import.meta.url)));
  const entry = app
    ? `import { start } from ${JSON.stringify(page(harness))}; import { App } from ${JSON.stringify(page(app))}; start(App);`
    : `import { start } from ${JSON.stringify(page(harness))}; start();`;
  const { output } = await build({
    configFile: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
    resolve: { alias: entries.alias },
    // Otherwise Vite uses the environment of this process, which depends on what ran before.
    oxc: { jsx: { runtime: 'automatic', development: mode !== 'production' } },
    plugins: [
      {
        name: 'bench-entry',
        resolveId: (id) => (id === 'bench:entry' ? '\0bench:entry' : undefined),
        load: (id) => (id === '\0bench:entry' ? entry : undefined),
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      minify: mode === 'production',
      rolldownOptions: { input: 'bench:entry', output: { codeSplitting: false } },
    },
  });
  return output.find(({ type }) => type === 'chunk').code;
}
