import { join } from 'node:path';
import { build, type Rolldown } from 'vite';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

it('builds production modules whatever the shell’s NODE_ENV is', async () => {
  // The test runner sets it to "test".
  expect(process.env['NODE_ENV']).not.toBe('production');
  const built = await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'silent',
    build: { write: false },
  });
  const modules = (built as Rolldown.RolldownOutput[])
    .flatMap(({ output }) => output)
    .filter((file) => file.type === 'chunk');
  expect(modules.length).toBeGreaterThan(100);
  const inDevelopment = modules.filter(({ code }) => code.includes('jsxDEV'));
  expect(inDevelopment.map(({ name }) => name)).toEqual([]);
});
