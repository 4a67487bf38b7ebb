// Builds the scripts that `stripe-embedded/sandbox/node` serves in place of Stripe's. They are classic scripts, as
// Stripe's are.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { writeInAscii } from './writeInAscii.mjs';

const outDir = fileURLToPath(new URL('../dist/sandbox/node/page', import.meta.url));

for (const name of ['connect', 'stripe']) {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      target: 'es2022',
      emptyOutDir: false,
      outDir,
      lib: {
        entry: fileURLToPath(new URL(`../src/sandbox/node/page/${name}.ts`, import.meta.url)),
        formats: ['iife'],
        name: `stripeSandbox_${name}`,
        fileName: () => `${name}.js`,
      },
    },
  });
  writeInAscii(join(outDir, `${name}.js`));
}
