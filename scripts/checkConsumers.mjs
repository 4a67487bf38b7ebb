// Packs the package and uses it in projects that know nothing of this repository, as its users do.
// With `--if-reachable`, checks that need other packages are skipped if the registry does not answer.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleForServer, checkTreeShaking } from '../test/consumers/checkBundles.mjs';
import { checkContents, checkDirectives } from '../test/consumers/checkContents.mjs';
import { install, PREVIEW, resolvePeers } from '../test/consumers/install.mjs';
import { makeConsumer, makeTemplates } from '../test/consumers/makeConsumer.mjs';

const exec = promisify(execFile);
const root = join(import.meta.dirname, '..');
const modules = join(root, 'node_modules');
const templates = join(root, 'test', 'consumers');
const example = join(root, 'examples', 'quickstart');

const REACT = ['@tanstack/react-query', '@types/react', '@types/react-dom', 'react', 'react-dom'];
const STRIPE = ['@stripe/connect-js', '@stripe/stripe-js', 'stripe'];
const from = (folder, ...names) => Object.fromEntries(names.map((name) => [name, join(folder, name)]));

const NODENEXT = ['--module', 'nodenext', '--moduleResolution', 'nodenext'];
const BUNDLER = ['--module', 'esnext', '--moduleResolution', 'bundler'];
const QUIET = { quiet: true };

const began = Date.now();
const temp = await realpath(await mkdtemp(join(tmpdir(), 'stripe-embedded-consumers-')));
let passed = 0;
let failed = 0;
try {
  const isLocal = process.argv.includes('--if-reachable') && !(await isReachable());
  const cache = join(modules, '.cache', 'consumers');
  const packed = await pack();
  const sets = isLocal
    ? undefined
    : await install(cache, packed.manifest.peerDependencies).catch((error) =>
        tell('npm: others’ packages', error),
      );
  const consumer = (name, packages = {}, isPreview = false) =>
    makeTemplates(join(temp, name), {
      packed: packed.folder,
      packages: { ...from(modules, '@types/node', ...REACT, ...STRIPE), ...packages },
      isPreview,
    });
  const current = await consumer('current');
  const cases = [
    ...typeCases('6.0', join(modules, 'typescript'), current),
    ...(sets ? await otherCases(sets, current, consumer, packed) : []),
    ...(await quickstartCases(packed)),
    ...packageCases(packed, current),
    ...nodeCases(packed, current),
  ];
  // As many at a time as the machine has processors.
  const workers = Array.from({ length: availableParallelism() }, async () => {
    for (let next = cases.shift(); next; next = cases.shift()) {
      const [name, check] = next;
      await check().then(() => tell(name), tell.bind(undefined, name));
    }
  });
  await Promise.all(workers);
} finally {
  await rm(temp, { recursive: true, force: true });
}
console.log(`${passed} ok, ${failed} failed (${((Date.now() - began) / 1000).toFixed(1)} s)`);
process.exitCode = failed ? 1 : 0;

function typeCases(version, compiler, folder) {
  const check = (...flags) => tsc(folder, compiler, '-p', 'types', ...flags);
  return [
    [`types: TypeScript ${version}, nodenext`, () => check(...NODENEXT)],
    // The declarations are the same as above, and checking those of every package takes longest.
    [`types: TypeScript ${version}, bundler`, () => check(...BUNDLER, '--skipLibCheck')],
  ];
}

/** The checks that need packages which this repository does not have. */
async function otherCases({ tools, react18, lowest }, current, consumer, { tarball }) {
  const newest = join(tools, 'typescript-7.0');
  const preview = { '@stripe/connect-js': join(tools, 'connect-js-preview') };
  const folders = {
    'React 18.3': await consumer('react18', from(react18, ...REACT)),
    '@stripe/stripe-js 9': await consumer('stripe-js-9', { '@stripe/stripe-js': join(tools, 'stripe-js-9') }),
    '@stripe/connect-js in preview': await consumer('preview', preview, true),
    'each peer at its lowest': await consumer('lowest', from(lowest, ...REACT, ...STRIPE)),
  };
  const peers = {
    '@stripe/connect-js': '^3',
    '@stripe/stripe-js': '^10',
    '@tanstack/react-query': '^5',
    react: '^19',
    'react-dom': '^19',
    'stripe-embedded': `file:${tarball}`,
  };
  const beside = {
    'the newest': {},
    'React 18, @stripe/stripe-js 9, stripe 17': {
      '@stripe/stripe-js': '^9',
      react: '^18',
      'react-dom': '^18',
      stripe: '^17',
    },
    '@stripe/connect-js in preview': { '@stripe/connect-js': PREVIEW },
  };
  return [
    ...typeCases('5.8', join(tools, 'typescript-5.8'), current),
    ...typeCases('7.0', newest, current),
    ...Object.entries(folders).map(([name, folder]) => [
      `types: ${name}`,
      () => tsc(folder, newest, '-p', 'types', ...BUNDLER),
    ]),
    ...['React 18.3', 'each peer at its lowest'].map((name) => [
      `server rendering: ${name}`,
      () => node(folders[name], ['react/render.mjs'], QUIET),
    ]),
    ...Object.entries(beside).map(([name, others], at) => [
      `npm: installs beside ${name}`,
      () => resolvePeers(join(temp, `beside-${at}`), { ...peers, ...others }),
    ]),
  ];
}

/** The quickstart example, unchanged, with the packed package. */
async function quickstartCases(packed) {
  const { dependencies, devDependencies } = JSON.parse(await readFile(join(example, 'package.json'), 'utf8'));
  const { 'stripe-embedded': range, ...others } = { ...dependencies, ...devDependencies };
  const folder = await makeConsumer(join(temp, 'quickstart'), {
    packed: packed.folder,
    templates: example,
    packages: from(modules, ...Object.keys(others)),
  });
  // A caret fixes the minor version below 1.0, and the major version otherwise.
  const { version } = packed.manifest;
  const [wanted] = /^0\.\d+\.|^\d+\./.exec(version);
  return [
    ['quickstart: types', () => tsc(folder, join(modules, 'typescript'))],
    ['quickstart: test', () => node(folder, ['node_modules/vitest/vitest.mjs', 'run'])],
    ['quickstart: build', () => node(folder, ['node_modules/vite/bin/vite.js', 'build'])],
    [
      'quickstart: asks for this version',
      async () => {
        if (!range.startsWith(`^${wanted}`)) throw new Error(`it asks for ${range}, but this is ${version}`);
      },
    ],
  ];
}

function packageCases(packed, current) {
  const typescript = join(modules, 'typescript');
  const declarations = ['-p', 'types/tsconfig.declarations.json', ...NODENEXT];
  const inServerComponent = ['--conditions=react-server', 'react/serverComponents.mjs'];
  return [
    ['package: contents', () => checkContents({ ...packed, root, templates })],
    ["package: 'use client' where the source has it", () => checkDirectives({ ...packed, root })],
    [
      'types: declarations of a package that exposes our types',
      () => tsc(current, typescript, ...declarations),
    ],
    ['types: the script-tag build, imported', () => tsc(current, typescript, '-p', 'script', ...BUNDLER)],
    ['server rendering: React 19', () => node(current, ['react/render.mjs'], QUIET)],
    ['server rendering: a Server Component', () => node(current, inServerComponent, QUIET)],
    ['server rendering: a bundle', async () => node(current, [await bundleForServer(current)], QUIET)],
    ['bundle: one component without the others', () => checkTreeShaking(current)],
  ];
}

function nodeCases({ manifest }, current) {
  const entries = Object.keys(manifest.exports)
    .filter((entry) => entry !== './package.json')
    .map((entry) => `stripe-embedded${entry.slice(1)}`);
  const check = (way, ...names) =>
    node(current, ['node/leaves.mjs', way, ...names], { quiet: true, timeout: 10_000 });
  return [
    ...entries.map((entry) => [`node: import ${entry}`, () => check('import', entry)]),
    ['node: require each entry', () => check('require', ...entries)],
  ];
}

async function isReachable() {
  const ask = ['view', 'react', 'version', '--fetch-retries=0', '--fetch-timeout=10000'];
  const answers = await exec('npm', ask, { cwd: root }).then(
    () => true,
    () => false,
  );
  if (!answers) console.log('The registry does not answer. Checks that need other packages are skipped.');
  return answers;
}

async function pack() {
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', temp];
  const { stdout } = await exec('npm', pack, { cwd: root });
  const [{ filename, files }] = JSON.parse(stdout);
  const tarball = join(temp, filename);
  await exec('tar', ['-xzf', tarball, '-C', temp]);
  const folder = join(temp, 'package');
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  return { tarball, folder, manifest, files: files.map(({ path }) => path) };
}

/** Runs Node in a folder. The process must exit successfully by itself and, with `quiet`, print nothing. */
async function node(cwd, args, { quiet = false, timeout = 80_000 } = {}) {
  // As on a user's machine, without the NODE_ENV and the flags of a test run.
  const { NODE_ENV: _mode, NODE_OPTIONS: _flags, ...env } = process.env;
  const { stdout, stderr } = await exec(process.execPath, args, { cwd, env, timeout });
  if (quiet && stdout + stderr) throw new Error(`prints ${stdout}${stderr}`);
}

async function tsc(folder, compiler, ...args) {
  try {
    await node(folder, [join(compiler, 'bin', 'tsc'), '--pretty', 'false', ...args]);
  } catch (error) {
    if (error.killed || !error.stdout) throw error;
    // Errors in other packages do not count.
    const ours = error.stdout
      .split('\n')
      .filter((line) => /error TS/.test(line) && !/^[^(]*node_modules\/(?!stripe-embedded\/)/.test(line));
    if (ours.length) throw new Error(ours.join('\n'), { cause: error });
  }
}

function tell(name, error) {
  if (!error) {
    passed++;
    return console.log(`ok ${name}`);
  }
  failed++;
  const { killed, stdout = '', stderr = '', message } = error;
  const printed = `${stdout}\n${stderr}`.trim();
  const said = killed ? `does not exit by itself\n${printed}` : printed || message;
  const lines = said
    .replaceAll(temp, '…')
    .split('\n')
    // A line of a minified file is of no help.
    .filter((line) => line.trim() && line.length < 1_000)
    .map((line) => line.trim().slice(0, 250));
  console.log(`FAIL ${name}: ${lines.slice(0, 20).join(' | ')}`);
}
