// Provider, hook and button for bank linking, minified and gzipped: our code only.
// There is no peer: Stripe has no React package for it.
import { BUNDLES, measureSize } from '../measureSize.mjs';
import { largestParts } from '../stage/largestParts.mjs';

const { code, target } = BUNDLES['size.financial_connections'];

export default {
  what: 'provider, hook and button for bank linking, our code only',
  unit: 'bytes',
  target: `≤ ${target.toLocaleString('en-GB')}`,
  met: ({ value }) => value <= target,
  async measure() {
    const { bytes, modules } = await measureSize(code);
    return { value: bytes, note: largestParts(modules) };
  },
};
