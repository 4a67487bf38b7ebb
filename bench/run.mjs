// `npm run bench`: measures every row of the table in docs/performance.md. `-- --only size` measures the rows whose names
// begin with `size`.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { buildIfStale } from './stage/buildIfStale.mjs';
import { openStage } from './stage/openStage.mjs';
import { shownNumber } from './shownNumber.mjs';
import { writeFigures } from './writeFigures.mjs';
import { writeTable } from './writeTable.mjs';

const RESULTS = new URL('./results.json', import.meta.url);
// In the order of the targets.
const ORDER = [
  'size.connect',
  'size.financial_connections',
  'size.all',
  'size.embed',
  'load.first_component',
  'load.strict_sessions',
  'render.setter_calls',
  'render.commit',
  'mount.twenty',
  'route.sessions',
  'expiry.mints',
  'fc.click_to_modal',
  'server.overhead',
  'memory.mounts',
  'memory.detached',
];

const { values: options } = parseArgs({ options: { only: { type: 'string', default: '' } } });
const began = Date.now();
const load = loadavg()[0];

const names = (await readdir(new URL('./rows/', import.meta.url)))
  .map((file) => file.replace(/\.mjs$/, ''))
  .sort((a, b) => place(a) - place(b));
const wanted = names.filter((name) => name.startsWith(options.only));
if (!wanted.length) throw new Error(`No row begins with ${options.only}. There are: ${names.join(', ')}.`);

buildIfStale();
const rows = {};
for (const name of names) rows[name] = (await import(`./rows/${name}.mjs`)).default;
const results = await readFile(RESULTS, 'utf8').then(JSON.parse, () => ({}));

let broken = 0;
const stage = await openStage();
try {
  for (const name of wanted) {
    try {
      results[name] = judge(rows[name], await rows[name].measure(stage));
      console.log(line(name, results[name]));
    } catch (error) {
      broken++;
      delete results[name];
      console.error(`${name.padEnd(28)} could not be measured:`, error);
    }
  }
  const sorted = Object.fromEntries(names.flatMap((name) => (results[name] ? [[name, results[name]]] : [])));
  await writeFile(RESULTS, `${JSON.stringify(sorted, null, 2)}\n`);
  // The page must show one whole run, not parts of several.
  if (!options.only && !broken) {
    const machine = {
      processors: cpus().length,
      load,
      node: process.version,
      chromium: await stage.version(),
    };
    await writeTable(sorted, rows, machine);
    await writeFigures(sorted, rows);
  }
} finally {
  await stage.close();
}
const missed = wanted.filter((name) => results[name] && !results[name].met);
console.log(
  `\n${wanted.length} rows in ${Math.round((Date.now() - began) / 1000)} s, ${missed.length} missed${missed.length ? `: ${missed.join(', ')}` : ''}.`,
);
process.exitCode = broken ? 1 : 0;

function place(name) {
  const at = ORDER.indexOf(name);
  return at < 0 ? ORDER.length : at;
}

function judge({ unit, target, met }, { value, peer = null, floor, note }) {
  return {
    value: round(value),
    peer: round(peer),
    ratio: peer ? round(value / peer) : null,
    unit,
    target,
    met: met({ value, peer, floor }),
    ...(floor !== undefined && { floor: round(floor) }),
    ...(note && { note }),
  };
}

function round(number) {
  return number === null ? null : Math.round(number * 1000) / 1000;
}

function line(name, { value, peer, floor, ratio, unit, target, met }) {
  const columns = [
    name.padEnd(28),
    `${shownNumber(value)} ${unit}`.padEnd(18),
    peer === null ? ''.padEnd(18) : `peer ${shownNumber(peer)}`.padEnd(18),
    (ratio === null ? '' : `× ${ratio.toFixed(2)}`).padEnd(9),
    (floor === undefined ? '' : `floor ${shownNumber(floor)}`).padEnd(14),
    target.padEnd(30),
    met ? 'met' : 'MISSED',
  ];
  return columns.join('');
}
