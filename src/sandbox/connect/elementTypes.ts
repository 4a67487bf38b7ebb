import type { StripeHost } from '../host.js';

/** One of Stripe's elements. The instance that its connector belongs to draws it. */
export interface SandboxConnectElement extends HTMLElement {
  readonly tag: string;
  /** The values that the page has set, by the setter's name. */
  readonly values: Map<string, unknown>;
  /** What the person has entered or chosen, kept across redraws. */
  readonly state: Record<string, unknown>;
  instance: ConnectInstance | undefined;
  setConnector(connector: ConnectInstance): void;
  /** Calls the page's handler for an event. */
  emit(event: string, detail?: unknown): void;
}

interface Appearance {
  overlays?: 'dialog' | 'drawer';
  variables?: Record<string, string | number | undefined>;
}

export interface Look {
  appearance?: Appearance;
  locale?: string;
  displayOptions?: object;
}

export interface InitParams extends Look {
  publishableKey: string;
  fetchClientSecret: () => Promise<string>;
  metaOptions?: { eagerClientSecretPromise?: Promise<string> };
}

/** One session and the elements that use it. It is the connector of these elements. */
export interface ConnectInstance {
  readonly host: StripeHost;
  readonly elements: Set<SandboxConnectElement>;
  enter(element: SandboxConnectElement): void;
  leave(element: SandboxConnectElement): void;
  changed(element: SandboxConnectElement, setter: string): void;
  update(look: Look): void;
  logout(): Promise<void>;
  dispose(): void;
}
