import { execFileSync } from 'node:child_process';
import { createReadStream, existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import tar from 'tar-fs';

/** A Chromium that can be launched here, and the environment it needs. */
export interface Chromium {
  executablePath: string;
  env: Record<string, string>;
  args: string[];
}

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Small /dev/shm in containers crashes tabs.
  '--disable-dev-shm-usage',
];

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Tries in this order: `CHROME_PATH`, the npm package's Chromium, Playwright's, the system's. */
export async function findChromium(): Promise<Chromium> {
  const executablePath =
    existing(process.env['CHROME_PATH']) ?? (await shipped()) ?? (await playwrights()) ?? systems();
  if (typeof executablePath === 'string') return { executablePath, env: currentEnv(), args: ARGS };
  if (executablePath) return executablePath;
  throw new Error(
    'No Chromium was found for the browser tests: set CHROME_PATH to one, or install one with `npx playwright install chromium`.',
  );
}

const existing = (path: string | undefined) => (path && existsSync(path) ? path : undefined);

/** Its language is English on every machine, because the sandbox speaks the browser's. */
function currentEnv(): Record<string, string> {
  const given = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return { ...Object.fromEntries(given), LC_ALL: 'en_US.UTF-8' };
}

async function playwrights() {
  const { chromium } = await import('playwright');
  return existing(chromium.executablePath());
}

function systems() {
  for (const name of SYSTEM_NAMES) {
    for (const folder of (process.env['PATH'] ?? '').split(':')) {
      const found = existing(join(folder, name));
      if (found) return found;
    }
  }
  return undefined;
}

/** `@sparticuz/chromium` for linux x64. Its own `executablePath()` reuses anything in the shared temporary folder. */
async function shipped(): Promise<Chromium | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const root = packageRoot();
  if (!root) return undefined;
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const home = join(dirname(dirname(root)), '.cache', 'chromium', version);
  if (!existsSync(home)) await unpack(join(root, 'bin'), home);
  const env = currentEnv();
  if (!hasFonts()) env['FONTCONFIG_FILE'] = join(home, 'fonts.conf');
  if (!hasNss())
    env['LD_LIBRARY_PATH'] = [join(home, 'lib'), env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return { executablePath: join(home, 'chromium'), env, args: ARGS };
}

function packageRoot(): string | undefined {
  try {
    // The package does not export package.json. Its entry is in build/cjs.
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    return entry.slice(0, entry.lastIndexOf(join('@sparticuz', 'chromium')) + '@sparticuz/chromium'.length);
  } catch {
    return undefined;
  }
}

/** Unpacks elsewhere and renames, so that parallel or interrupted runs never leave half a browser. */
async function unpack(bin: string, home: string) {
  const aside = `${home}.${process.pid}`;
  await mkdir(aside, { recursive: true });
  const inflate = (name: string) => createReadStream(join(bin, name)).pipe(createBrotliDecompress());
  await Promise.all([
    pipeline(inflate('chromium.br'), createWriteStream(join(aside, 'chromium'))),
    pipeline(inflate('fonts.tar.br'), tar.extract(aside)),
    pipeline(inflate('al2023.tar.br'), tar.extract(aside)),
    pipeline(inflate('swiftshader.tar.br'), tar.extract(aside)),
  ]);
  await chmod(join(aside, 'chromium'), 0o755);
  await writeFile(join(aside, 'fonts.conf'), fontsConf(join(home, 'fonts'), join(home, 'fonts-cache')));
  await rename(aside, home).catch(() => rm(aside, { recursive: true, force: true }));
}

// Without fonts, text has no width, yet visibility checks still pass.
const fontsConf = (fonts: string, cache: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${fonts}</dir>
  <cachedir>${cache}</cachedir>
</fontconfig>
`;

const prints = (command: string, args: string[]) => {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
};

const hasFonts = () => prints('fc-list', []).trim() !== '';

const hasNss = () =>
  [prints('ldconfig', ['-p']), prints('/sbin/ldconfig', ['-p'])].some((libraries) =>
    libraries.includes('libnss3.so'),
  );
