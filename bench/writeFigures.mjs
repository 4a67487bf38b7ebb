// Writes the README's figures from the results, between two marks, so that each claim there is a measurement.
import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { shownNumber, withUnit } from './shownNumber.mjs';

const README = new URL('../README.md', import.meta.url);
const MARKS = /(<!-- figures: npm run bench -->\n)[^]*(<!-- end of figures -->)/;

/** The README with the current figures. */
export async function readmeWithFigures(results, rows) {
  const text = await readFile(README, 'utf8');
  if (!MARKS.test(text)) throw new Error('README.md has lost its marks around the figures.');
  const lines = Object.entries(results).map(([name, { value, peer, unit }]) => {
    const cells = [rows[name].what, withUnit(value, unit), peer === null ? '–' : shownNumber(peer)];
    return `| ${cells.join(' | ')} |`;
  });
  const table = ['| | here | peer |', '| --- | --- | --- |', ...lines].join('\n');
  const whole = text.replace(MARKS, (_, begin, end) => `${begin}\n${table}\n\n${end}`);
  return format(whole, { ...(await resolveConfig(README)), parser: 'markdown' });
}

export const writeFigures = async (results, rows) =>
  writeFile(README, await readmeWithFigures(results, rows));
