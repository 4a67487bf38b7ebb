import Stripe from 'stripe';
import { createManualClock, createSandbox, type SandboxOptions } from 'stripe-embedded/sandbox';
import { createSessionHandler, type Caller, type SessionHandlerOptions } from 'stripe-embedded/server';
import { vi } from 'vitest';

export const ORIGIN = 'https://shop.example';

/** A backend: the library's handler, the real Stripe SDK, and the sandbox in place of Stripe's API. */
export function serverStage<Who extends Caller = Caller>(
  options: Partial<SessionHandlerOptions<Who>> = {},
  sandboxOptions: SandboxOptions = {},
) {
  const sandbox = createSandbox({ clock: createManualClock(), ...sandboxOptions });
  const calls: Array<{ path: string; params: URLSearchParams; headers: Headers }> = [];
  const stripe = new Stripe('sk_test_sandbox', {
    maxNetworkRetries: 0,
    httpClient: Stripe.createFetchHttpClient(async (input: RequestInfo | URL, init?: RequestInit) => {
      calls.push({
        path: new URL(String(input)).pathname,
        params: new URLSearchParams(String(init?.body ?? '')),
        headers: new Headers(init?.headers),
      });
      return sandbox.fetch(input, init);
    }),
  });
  const onError = vi.fn<NonNullable<SessionHandlerOptions['onError']>>();
  const onEvent = vi.fn<NonNullable<SessionHandlerOptions['onEvent']>>();
  const [own, other] = sandbox.accounts.map(({ id }) => id) as [string, string];
  const handler = createSessionHandler<Who>({
    stripe,
    authorize: () => ({ account: own, customer: 'cus_1' }) as unknown as Who,
    connect: {
      components: { payments: { enabled: true, features: { refund_management: true } }, payouts: true },
    },
    financialConnections: { permissions: ['payment_method', 'balances'], filters: { country: 'US' } },
    onError,
    onEvent,
    ...options,
  });

  /** Sends requests as the library's own client does, unless other options are given. */
  async function ask(body: unknown, init: RequestInit = {}) {
    const { headers, ...rest } = init;
    const request = new Request(`${ORIGIN}/api/stripe/session`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-Requested-With': 'stripe-embedded',
        Origin: ORIGIN,
        ...(headers as Record<string, string> | undefined),
      },
      body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
      ...rest,
    });
    const response = await handler(request);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: asJson(text) };
  }
  return { sandbox, stripe, handler, ask, calls, own, other, onError, onEvent };
}

export type Json = Record<string, any>;

const asJson = (text: string): Json => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return {};
  }
};
