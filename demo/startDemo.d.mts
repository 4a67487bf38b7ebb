import type { Sandbox } from 'stripe-embedded/sandbox';

export function startDemo(options?: {
  port?: number;
  env?: Record<string, string | undefined>;
  sandbox?: Sandbox;
}): Promise<{ url: string; stripe: string; sandbox: Sandbox | undefined; close: () => Promise<void> }>;
