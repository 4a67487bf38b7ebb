import { readFileSync } from 'node:fs';
import Stripe from 'stripe';
import { createSessionHandler } from 'stripe-embedded/server';
import { describe, expect, it } from 'vitest';

interface Entry {
  features: string[] | Record<string, unknown>;
}

const reference = JSON.parse(
  readFileSync(new URL('../reference/account-session-components.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;

describe('the policy accepts every component and feature in Stripe’s API', () => {
  const components = (reference['components'] ?? reference) as Record<string, Entry>;
  it.each(Object.entries(components))('%s', (name, { features }) => {
    const names = Array.isArray(features) ? features : Object.keys(features ?? {});
    const all = Object.fromEntries(names.map((feature) => [feature, true]));
    expect(() =>
      createSessionHandler({
        stripe: new Stripe('sk_test_1'),
        authorize: () => null,
        connect: { components: { [name]: { enabled: true, features: all } } as never },
      }),
    ).not.toThrow();
  });
});
