import { act, renderHook } from '@testing-library/react';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { useAccountSession } from 'stripe-embedded';
import { createManualClock } from 'stripe-embedded/sandbox';
import { describe, expect, it } from 'vitest';

const SECRET = 'accs_secret__recipes';

/** What a backend of each kind prints for the same session. */
const PRINTED = {
  'Node: `response.json(session)`': 'node',
  'Ruby: `session.to_json`': 'ruby',
  'Elixir: the struct as plain maps': 'elixir',
  'Python: `session.to_dict()`': 'python',
  'PHP: `$session->toArray()`, where empty features are a list': 'php',
  'Java: `session.toJson()`, with nulls': 'java',
  'Java: a bean of one’s own, in camel case': 'java-camel-case',
  'Go: `json.Marshal(session)`, with nulls': 'go',
  'Go: a struct of one’s own without tags, in Pascal case': 'go-pascal-case',
  '.NET: `session.ToJson()`': 'dotnet',
  '.NET: the properties’ names in Pascal case, and an ISO date': 'dotnet-pascal-case',
};

const FOLDER = join(import.meta.dirname, 'answers');

const printed = (name: string) => readFileSync(join(FOLDER, `${name}.json`), 'utf8');

/** A page whose endpoint returns this text. */
function askFor(text: string, init?: ResponseInit) {
  const fetch = async () => new Response(text, { headers: { 'Content-Type': 'application/json' }, ...init });
  const endpoint = { url: '/api/stripe/session', fetch, retry: 1 };
  const clock = createManualClock();
  return renderHook(() => useAccountSession({ endpoint, clock })).result;
}

describe('a session is the same, whichever backend prints it', () => {
  it.each(Object.entries(PRINTED))('%s', async (_, name) => {
    const page = askFor(printed(name));
    expect(await act(() => page.current.fetchClientSecret())).toBe(SECRET);
    expect(page.current.status).toBe('ready');
    expect(page.current.session).toEqual({
      account: 'acct_recipes',
      expiresAt: 1790000000,
      livemode: false,
      components: {
        account_onboarding: {
          enabled: false,
          features: { disable_stripe_user_authentication: false, external_account_collection: true },
        },
        payments: {
          enabled: true,
          features: {
            capture_payments: true,
            destination_on_behalf_of_charge_management: false,
            dispute_management: true,
            refund_management: false,
          },
        },
        payouts_list: { enabled: true, features: {} },
      },
    });
    expect(JSON.stringify(page.current)).not.toContain(SECRET);
  });

  it.each(Object.entries(PRINTED))('%s, under `session`, with a key beside it', async (_, name) => {
    const page = askFor(`{"session":${printed(name)},"publishable_key":"pk_test_recipes"}`);
    expect(await act(() => page.current.fetchClientSecret())).toBe(SECRET);
    expect(page.current.session).toMatchObject({
      account: 'acct_recipes',
      expiresAt: 1790000000,
      publishableKey: 'pk_test_recipes',
    });
  });

  it('for every response in the folder', () => {
    const files = readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ''));
    expect(files.sort()).toEqual(Object.values(PRINTED).sort());
  });
});

describe('a recipe’s refusal is reported by its status, and never quoted', () => {
  it.each([
    [400, 'bad_request', 'endpoint_failed', false],
    [401, 'unauthorized', 'endpoint_unauthorized', false],
    [403, 'forbidden', 'endpoint_forbidden', false],
    [415, 'unsupported_media_type', 'endpoint_failed', false],
    [429, 'rate_limited', 'endpoint_rate_limited', true],
    [502, 'stripe_failed', 'endpoint_failed', true],
  ])('%i %s', async (status, code, expected, retryable) => {
    const page = askFor(JSON.stringify({ error: { code, message: 'Words of the server.' } }), { status });
    const error = await act(() => page.current.fetchClientSecret().catch((thrown: unknown) => thrown));
    expect(error).toMatchObject({ code: expected, status, retryable });
    expect(String(error)).not.toContain('Words of the server');
    expect(page.current).toMatchObject({ status: 'error', session: undefined });
  });
});
