// Everything that the root entry exports, minified and gzipped: our code only.
// The peer is everything that its package exports.
import { BUNDLES, measureSize } from '../measureSize.mjs';
import { largestParts } from '../stage/largestParts.mjs';

const { code, target } = BUNDLES['size.all'];

export default {
  what: 'everything in the root entry, our code only',
  unit: 'bytes',
  target: `≤ ${target.toLocaleString('en-GB')}`,
  met: ({ value }) => value <= target,
  async measure() {
    const peer = await measureSize(`export * from '@stripe/react-connect-js';`, [
      /^react/,
      /^@stripe\/connect-js/,
    ]);
    const { bytes, modules } = await measureSize(code);
    return { value: bytes, peer: peer.bytes, note: largestParts(modules) };
  },
};
