// Packs what users would install, and checks it against the rules for packages and their types.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const bin = (name) => join(root, 'node_modules', '.bin', name);
const run = (command, ...args) => execFileSync(command, args, { cwd: root, stdio: 'inherit' });

const [packed] = JSON.parse(
  execFileSync('npm', ['pack', '--json', '--ignore-scripts'], { cwd: root, encoding: 'utf8' }),
);
try {
  const stray = packed.files
    .map(({ path }) => path)
    .filter(
      (path) => !/^(dist\/|README\.md$|LICENSE$|CHANGELOG\.md$|SECURITY\.md$|package\.json$)/.test(path),
    );
  if (stray.length) throw new Error(`The package contains files that it should not: ${stray.join(', ')}`);
  run(bin('publint'), packed.filename, '--strict');
  // The package is ESM only, so CommonJS resolution is not checked. The script-tag builds have no types.
  run(
    bin('attw'),
    packed.filename,
    '--profile',
    'esm-only',
    '--exclude-entrypoints',
    'embed.js',
    'embed.development.js',
  );
} finally {
  rmSync(join(root, packed.filename));
}
