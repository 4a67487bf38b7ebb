import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const PREVIEW = '3.4.5-preview.0';

/**
 * What consumers have and this repository does not: each a folder of its own, since one has one React. Whatever comes
 * out tomorrow must not turn today's run red.
 */
const setsFor = (peers) => ({
  tools: {
    'typescript-5.8': 'npm:typescript@5.8.2',
    'typescript-7.0': 'npm:typescript@7.0.2',
    'stripe-js-9': 'npm:@stripe/stripe-js@9.17.0',
    'connect-js-preview': `npm:@stripe/connect-js@${PREVIEW}`,
  },
  react18: {
    '@tanstack/react-query': '5.108.0',
    '@types/react': '18.3.31',
    '@types/react-dom': '18.3.7',
    react: '18.3.1',
    'react-dom': '18.3.1',
  },
  lowest: {
    ...Object.fromEntries(Object.entries(peers).map(([name, range]) => [name, lowestOf(range)])),
    '@types/react': '18.2.79',
    '@types/react-dom': '18.2.25',
  },
});

/** `^18.2.0 || ^19.0.0` begins at 18.2.0. */
const lowestOf = (range) => [...range.match(/[\d.]+/)[0].split('.'), '0', '0'].slice(0, 3).join('.');

const QUIET = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];

/** Installs what is not there yet, and answers with each set's `node_modules`. `peers` are the package's own. */
export async function install(cache, peers) {
  const folders = await Promise.all(
    Object.entries(setsFor(peers)).map(async ([name, dependencies]) => {
      const wanted = JSON.stringify({ private: true, dependencies });
      const key = createHash('sha256').update(`${process.platform} ${process.arch} ${wanted}`).digest('hex');
      const folder = join(cache, `${name}-${key.slice(0, 12)}`);
      if (!existsSync(folder)) {
        // Aside and then renamed, so that one that was broken off is never taken for a whole one.
        await mkdir(cache, { recursive: true });
        const aside = await mkdtemp(join(cache, 'new-'));
        await writeFile(join(aside, 'package.json'), wanted);
        await run('npm', ['install', '--no-save', '--no-package-lock', ...QUIET], { cwd: aside });
        await rename(aside, folder).catch(() => rm(aside, { recursive: true }));
      }
      return [name, join(folder, 'node_modules')];
    }),
  );
  return Object.fromEntries(folders);
}

/** As a stranger's `npm install` would find out: do the peer ranges take these? */
export async function resolvePeers(folder, dependencies) {
  await mkdir(folder);
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  await run('npm', ['install', '--package-lock-only', ...QUIET], { cwd: folder });
}
