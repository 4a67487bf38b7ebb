import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import results from '../../bench/results.json' with { type: 'json' };
import { readmeWithFigures } from '../../bench/writeFigures.mjs';

interface Row {
  what: string;
}

it('the README shows the measured figures', async () => {
  const names = Object.keys(results);
  const rows = await Promise.all(
    names.map(async (name) => ((await import(`../../bench/rows/${name}.mjs`)) as { default: Row }).default),
  );
  const byName = Object.fromEntries(names.map((name, at) => [name, rows[at]!]));
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  expect(readme).toBe(await readmeWithFigures(results, byName));
});
