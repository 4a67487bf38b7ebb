// Runs every check in turn, each with its own output, and ends with a one-line summary.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = await mkdtemp(join(tmpdir(), 'stripe-embedded-test-'));
const report = join(folder, 'vitest.json');

const checks = [
  ['format', 'prettier', '--check', '--log-level', 'warn', '.'],
  ['lint', 'oxlint', '--type-aware', '--deny-warnings'],
  ['types', 'tsc', '-p', 'tsconfig.json'],
  ['unused', 'knip'],
  ['build', 'npm', 'run', '--silent', 'build'],
  ['tests', 'vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  ['package', 'node', 'scripts/checkPackage.mjs'],
  ['consumers', 'node', 'scripts/checkConsumers.mjs', '--if-reachable'],
  ['reference', 'node', 'scripts/apiReference.mjs', '--check'],
];

const run = (command, args) =>
  new Promise((resolve) => {
    const local = join(import.meta.dirname, '..', 'node_modules', '.bin');
    const child = spawn(command, args, {
      stdio: 'inherit',
      env: {
        ...process.env,
        PATH: `${local}:${process.env.PATH}`,
        CI: process.env.CI ?? '1',
        STORYBOOK_DISABLE_TELEMETRY: '1',
      },
    });
    child.on('error', () => resolve(1));
    child.on('close', (code) => resolve(code ?? 1));
  });

let passed = 0;
let failed = 0;
for (const [name, command, ...args] of checks) {
  const began = Date.now();
  console.log(`\n── ${name} ──`);
  const code = await run(command, args);
  console.log(`── ${name}: ${code ? 'FAILED' : 'ok'} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  if (name === 'tests') {
    const counts = await readFile(report, 'utf8').then(JSON.parse, () => undefined);
    passed += counts?.numPassedTests ?? 0;
    failed += counts?.numFailedTests ?? 0;
    // A run that crashed without a failed test, for example with an unhandled rejection, has failed too.
    if (code && !counts?.numFailedTests) failed++;
  } else if (code) failed++;
  else passed++;
}
await rm(folder, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
