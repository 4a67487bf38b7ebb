import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';

const DIRECTIVE = /^\s*['"]use client['"]/;
const text = (folder, path) => readFile(join(folder, path), 'utf8');

/** The package lacks no file and contains no file that it should not. */
export async function checkContents({ folder, manifest, files, root, templates }) {
  for (const name of ['README.md', 'LICENSE', 'CHANGELOG.md'])
    assert.ok(files.includes(name), `${name} is missing`);
  const stray = files.filter(
    (path) => /(^|[/.])(tests?|spec|stories|fixtures)[/.]|\.tsx?$/.test(path) && !path.endsWith('.d.ts'),
  );
  assert.deepEqual(stray, [], 'these should not be there');

  const entries = Object.entries(manifest.exports);
  for (const [entry, target] of entries) {
    for (const path of typeof target === 'string' ? [target] : Object.values(target)) {
      assert.ok(files.includes(path.slice(2)), `${entry} leads to ${path}, which is missing`);
    }
  }
  const used = await text(templates, 'types/entries.tsx');
  for (const [entry] of entries.filter(([entry]) => !/\.js(on)?$/.test(entry))) {
    assert.ok(used.includes(`'stripe-embedded${entry.slice(1)}'`), `types/entries.tsx does not use ${entry}`);
  }

  const named = new Set(Object.values(manifest.exports).map(({ types }) => types?.slice(2)));
  const types = files.filter((path) => path.endsWith('.d.ts'));
  for (const path of types) {
    for (const [, name] of (await text(folder, path)).matchAll(/['"](\.[^'"]+)\.js['"]/g))
      named.add(posix.join(dirname(path), `${name}.d.ts`));
  }
  assert.deepEqual(
    types.filter((path) => !named.has(path)),
    [],
    'nobody can import these types',
  );

  for (const path of files) {
    const content = await text(folder, path);
    assert.ok(!content.includes(root), `${path} holds a path of this machine`);
    assert.doesNotMatch(
      content,
      /jsxDEV/,
      `${path} has the JSX of development, which React lacks in production`,
    );
    const map = /\n\/\/# sourceMappingURL=(\S+)/.exec(content)?.[1];
    if (map)
      assert.ok(files.includes(posix.join(dirname(path), map)), `${path} names a source map that is missing`);
    if (!path.endsWith('.map')) continue;
    const foreign = JSON.parse(content).sources.filter((source) => /node_modules|^\/|^\w+:/.test(source));
    assert.deepEqual(foreign, [], `${path} maps what is not ours`);
  }
}

/** Exactly the modules whose source begins with 'use client' still do. */
export async function checkDirectives({ folder, files, root }) {
  let kept = 0;
  const wrong = [];
  for (const path of files.filter((path) => /^dist\/.*\.js$/.test(path))) {
    const name = path.slice('dist/'.length, -'.js'.length);
    const source = ['ts', 'tsx']
      .map((extension) => `src/${name}.${extension}`)
      .find((path) => existsSync(join(root, path)));
    if (!source || /\/page\//.test(path)) continue;
    const before = DIRECTIVE.test(await text(root, source));
    if (before !== DIRECTIVE.test(await text(folder, path))) wrong.push(path);
    if (before) kept++;
  }
  assert.deepEqual(wrong, [], 'differ from their source in it');
  assert.ok(kept > 20, `only ${kept} modules have it`);
}
