export { createManualClock } from './clock.js';
export { createSandbox } from './createSandbox.js';

export type { Clock, MovableClock } from './clock.js';
export type { SandboxElement } from './connect/installConnect.js';
export type { InstallOptions, Sandbox } from './createSandbox.js';
export type { SandboxSession, SandboxSessionRequest } from './endpoint.js';
export type {
  BankSession,
  BankSessionRequest,
  Claim,
  Latency,
  LinkedAccountChoice,
  LinkedAccountWish,
  SandboxAccount,
  StripeFailure,
  StripeHost,
  UnknownAnswers,
} from './host.js';
export type { CollectMethod, CollectOutcome, LogEntry } from './log.js';
export type { StripeJsRuntime } from './stripe-js/installStripeJs.js';
export type { ApiFault, FaultRequest, SandboxOptions, ScriptFault } from './world.js';
