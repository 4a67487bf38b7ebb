// `ConnectProvider` and one component, minified and gzipped: our code only, without React and Stripe's packages.
// The peer's wrapper has no session code: its users write that themselves.
import { BUNDLES, measureSize } from '../measureSize.mjs';
import { largestParts } from '../stage/largestParts.mjs';

const { code, target, limit } = BUNDLES['size.connect'];
const PEER = `export { ConnectComponentsProvider, ConnectPayments } from '@stripe/react-connect-js';`;

export default {
  what: '`ConnectProvider` and one component, min+gzip, our code only',
  unit: 'bytes',
  target: `≤ ${target.toLocaleString('en-GB')} (never over ${limit.toLocaleString('en-GB')})`,
  met: ({ value }) => value <= target,
  async measure() {
    const { bytes, modules } = await measureSize(code);
    const peer = await measureSize(PEER, [/^react/, /^@stripe\/connect-js/]);
    return { value: bytes, peer: peer.bytes, note: largestParts(modules) };
  },
};
