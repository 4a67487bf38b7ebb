// Heap that is still in use after 1,000 mounts and unmounts and forced collections. The library's worse case counts: the
// component mounted within its provider, or together with it. The peer keeps its provider, or it would mint 1,000 times.
import { leftInMemory } from '../stage/leftInMemory.mjs';

export default {
  what: 'heap kept after 1,000 mounts and unmounts',
  unit: 'MB',
  target: '≤ 1',
  met: ({ value }) => value <= 1,
  async measure(stage) {
    const { ours, whole, peer } = await leftInMemory(stage);
    return { value: Math.max(ours.heap, whole.heap), peer: peer.heap };
  },
};
