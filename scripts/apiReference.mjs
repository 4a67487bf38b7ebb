// Writes the API reference, docs/api, from the types and their comments. With --check, it writes nothing and fails if a
// page is out of date or an export has no description.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findGaps } from './apiReference/findGaps.mjs';
import { writePages } from './apiReference/writePages.mjs';

const folder = join(import.meta.dirname, '..', 'docs', 'api');
const pages = await writePages();
const names = await readdir(folder).catch(() => []);
const before = new Map(
  await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')])),
);
const stale = [...new Set([...before.keys(), ...pages.keys()])].filter(
  (name) => before.get(name) !== pages.get(name),
);
const gaps = findGaps();

if (process.argv.includes('--check')) {
  for (const name of stale) console.error(`docs/api/${name} is out of date.`);
  if (stale.length) console.error('Run `node scripts/apiReference.mjs` and commit the changes.');
  if (stale.length || gaps.length) process.exitCode = 1;
} else {
  await mkdir(folder, { recursive: true });
  for (const name of stale) {
    if (pages.has(name)) await writeFile(join(folder, name), pages.get(name));
    else await rm(join(folder, name));
  }
  console.log(`${pages.size} pages in docs/api, ${stale.length} of them changed.`);
}
for (const gap of gaps) console.error(gap);
if (gaps.length)
  console.error('Add it to the JSDoc comments there, and run `node scripts/apiReference.mjs`.');
