import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ScriptName } from '../scriptTags.js';

// Next to this module in the package, or in `dist` when this runs from source.
const FOLDERS = ['./page/', '../../../dist/sandbox/node/page/'];

/** The bundled script that stands in for one of Stripe's. */
export function readPageScript(name: ScriptName): string {
  for (const folder of FOLDERS) {
    const path = fileURLToPath(new URL(`${folder}${name}.js`, import.meta.url));
    if (existsSync(path)) return readFileSync(path, 'utf8');
  }
  throw new Error(
    `[stripe-embedded/sandbox] The script for ${name} is not built, so no page can load it. Run \`npm run build\` first.`,
  );
}
