import type { Sandbox } from 'stripe-embedded/sandbox';
import type { StripeConfig } from 'stripe';

export function startDemo(options?: {
  port?: number;
  env?: Record<string, string | undefined>;
  sandbox?: Sandbox;
  api?: Pick<StripeConfig, 'host' | 'port' | 'protocol'>;
}): Promise<{ url: string; stripe: string; sandbox: Sandbox | undefined; close: () => Promise<void> }>;
