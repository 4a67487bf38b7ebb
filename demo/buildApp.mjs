import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const TYPES = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css' };

/**
 * Builds the page's files in memory and returns them by path. The library is imported by its public names from the output
 * of `npm run build`, as in any other app.
 *
 * @returns {Promise<Map<string, { body: string | Uint8Array, type: string }>>}
 */
export async function buildApp() {
  const { exports } = JSON.parse(readFileSync(here('../package.json'), 'utf8'));
  const alias = Object.entries(exports).flatMap(([name, target]) =>
    typeof target === 'object'
      ? [{ find: new RegExp(`^stripe-embedded${name.slice(1)}$`), replacement: here(`../${target.default}`) }]
      : [],
  );
  const { output } = await build({
    root: here('.'),
    configFile: false,
    logLevel: 'warn',
    resolve: { alias },
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: {
        onLog: (level, log, handler) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && handler(level, log),
      },
    },
  });
  return new Map(
    output.map((file) => [
      `/${file.fileName}`,
      {
        body: file.type === 'chunk' ? file.code : file.source,
        type: TYPES[file.fileName.split('.').pop()] ?? 'application/octet-stream',
      },
    ]),
  );
}
