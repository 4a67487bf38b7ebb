export { StripeEmbeddedDevtools } from './StripeEmbeddedDevtools.js';

export type { DevtoolsSandbox } from './SandboxControls.js';
export type { DevtoolsCorner, StripeEmbeddedDevtoolsProps } from './StripeEmbeddedDevtools.js';
