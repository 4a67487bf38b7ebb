export { contentSecurityPolicy } from './contentSecurityPolicy.js';
export { createSessionHandler } from './createSessionHandler.js';
export { eventAttributes } from './eventAttributes.js';
export { toNodeListener } from './toNodeListener.js';

export type { ContentSecurityPolicyOptions } from './contentSecurityPolicy.js';
export type {
  BankPolicy,
  Caller,
  ComponentPolicy,
  ConnectPolicy,
  FaultCode,
  SessionEventOfServer,
  SessionHandler,
  SessionHandlerOptions,
} from './options.js';
export type { StripeClient } from './stripeClient.js';
