import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const PREVIEW = '3.4.5-preview.0';

/**
 * Dependencies that consumers have and this repository does not. Each set has its own folder, because a folder has only
 * one React. Versions are pinned so that tomorrow's releases do not break today's run.
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

/** The lowest version of `^18.2.0 || ^19.0.0` is 18.2.0. */
const lowestOf = (range) => [...range.match(/[\d.]+/)[0].split('.'), '0', '0'].slice(0, 3).join('.');

const QUIET = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];

/** Installs missing sets and returns the `node_modules` of each. `peers` are the package's own. */
export async function install(cache, peers) {
  const folders = await Promise.all(
    Object.entries(setsFor(peers)).map(async ([name, dependencies]) => {
      const wanted = JSON.stringify({ private: true, dependencies });
      const key = createHash('sha256').update(`${process.platform} ${process.arch} ${wanted}`).digest('hex');
      const folder = join(cache, `${name}-${key.slice(0, 12)}`);
      if (!existsSync(folder)) {
        // Installs elsewhere and renames, so that an interrupted install never counts as complete.
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

/** Checks, like a user's `npm install`, that the peer ranges accept these versions. */
export async function resolvePeers(folder, dependencies) {
  await mkdir(folder);
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  await run('npm', ['install', '--package-lock-only', ...QUIET], { cwd: folder });
}
