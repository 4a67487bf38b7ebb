// The script-tag build as it is shipped, with all its dependencies, gzipped.
// There is no peer: Stripe's wrapper has no such build.
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

const TARGET = 35_000;

export default {
  what: '`embed.js` with all its dependencies, gzip',
  unit: 'bytes',
  target: `≤ ${TARGET.toLocaleString('en-GB')}`,
  met: ({ value }) => value <= TARGET,
  async measure() {
    const script = await readFile(new URL('../../dist/embed.js', import.meta.url));
    return { value: gzipSync(script, { level: 9 }).length };
  },
};
