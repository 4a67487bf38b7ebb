import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Makes a folder like a user's project. The package is copied, so that it finds its peers only there; the others are
 * links. `packages` says where each comes from.
 */
export async function makeConsumer(folder, { packed, templates, packages }) {
  await cp(templates, folder, {
    recursive: true,
    filter: (path) => !/\/(node_modules|dist|\.env)$/.test(path),
  });
  const modules = join(folder, 'node_modules');
  await cp(packed, join(modules, 'stripe-embedded'), { recursive: true });
  for (const [name, from] of Object.entries(packages)) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(from, join(modules, name), 'junction');
  }
  return folder;
}

/** The same for the templates next to this file. */
export async function makeTemplates(folder, { isPreview = false, ...options }) {
  await makeConsumer(folder, { ...options, templates: import.meta.dirname });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  await writeFile(
    join(folder, 'types', 'isPreview.ts'),
    `import type { IsPreview } from './preview.js';\nexport const isPreview: IsPreview = ${isPreview};\n`,
  );
  // Not a template, because the repository's type check runs before the build that creates this file.
  await mkdir(join(folder, 'script'));
  await writeFile(
    join(folder, 'script', 'embed.ts'),
    `import 'stripe-embedded/embed.js';\nexport const load = () => import('stripe-embedded/embed.js');\n`,
  );
  await writeFile(
    join(folder, 'script', 'tsconfig.json'),
    JSON.stringify({
      extends: '../types/tsconfig.json',
      compilerOptions: { types: [], skipLibCheck: true },
      include: ['*.ts'],
    }),
  );
  return folder;
}
