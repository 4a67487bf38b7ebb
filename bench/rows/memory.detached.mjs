// HTML elements that are still in memory after those 1,000 mounts although they are on no page: the worse case, again.
// Counted by asking V8 for all objects with an element's prototype, which collects garbage first.
import { leftInMemory } from '../stage/leftInMemory.mjs';

export default {
  what: 'detached elements after those mounts',
  unit: 'elements',
  target: '0',
  met: ({ value }) => value === 0,
  async measure(stage) {
    const { ours, whole, peer } = await leftInMemory(stage);
    return { value: Math.max(ours.detached, whole.detached), peer: peer.detached };
  },
};
