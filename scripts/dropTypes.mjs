// Removes the declarations that no entry point leads to. Nobody can import them, and every install would write them.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

// The loop below adds to this set while it iterates over it.
const reached = new Set(Object.values(exports).flatMap(({ types }) => (types ? [join(root, types)] : [])));
for (const file of reached) {
  for (const [, path] of readFileSync(file, 'utf8').matchAll(
    /\b(?:from|import)\s*\(?\s*['"](\.[^'"]+)\.js['"]/g,
  ))
    reached.add(join(dirname(file), `${path}.d.ts`));
}
for (const name of readdirSync(dist, { recursive: true })) {
  const file = join(dist, name);
  if (file.endsWith('.d.ts') && !reached.has(file)) rmSync(file);
}
