export { listen } from './listen.js';
export { createManualClock } from '../clock.js';
export { createSandbox } from '../createSandbox.js';

export type { ListeningSandbox, ListenOptions } from './listen.js';
