import assert from 'node:assert/strict';
import { join } from 'node:path';
import { build } from 'vite';

const shared = (folder) => ({ configFile: false, publicDir: false, logLevel: 'silent', root: folder });

const ROOMS = /stripe-embedded\/dist\/(server|sandbox|devtools|widgets|financial-connections|embed|preview)/;
const WORDS = [
  'LinkAccountsButton',
  'disputes-list',
  'account-onboarding',
  'createSessionHandler',
  'createSandbox',
];

/** One component of forty is bundled without the others. */
export async function checkTreeShaking(folder) {
  const [{ output }] = await build({
    ...shared(folder),
    build: {
      write: false,
      minify: true,
      lib: { entry: join(folder, 'bundle', 'payments.js'), formats: ['es'] },
      rolldownOptions: { external: [/^(react|@tanstack|@stripe)/] },
    },
  });
  const code = output.map((chunk) => chunk.code).join('\n');
  assert.ok(code.includes('payments'), 'the bundle is empty');
  assert.deepEqual(
    WORDS.filter((word) => code.includes(word)),
    [],
    'these are in the bundle',
  );
  const strange = output.flatMap((chunk) => chunk.moduleIds).filter((id) => ROOMS.test(id));
  assert.deepEqual(strange, [], 'these modules are in the bundle');
}

/** As Next.js and Vite bundle for a server: one file, which must still render. */
export async function bundleForServer(folder) {
  await build({
    ...shared(folder),
    ssr: { noExternal: true },
    build: {
      ssr: join(folder, 'react', 'render.mjs'),
      outDir: join(folder, 'server-bundle'),
      emptyOutDir: true,
    },
  });
  return join(folder, 'server-bundle', 'render.js');
}
