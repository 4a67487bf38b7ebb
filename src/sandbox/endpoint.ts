import { aborted } from './aborted.js';
import { COMPONENT_FEATURES, PREVIEW_COMPONENTS } from './api/componentTable.js';
import type { Api } from './api/createApi.js';
import { encodeForm } from './api/form.js';
import { misuse } from './misuse.js';
import type { World } from './world.js';

/** What a page asks its session endpoint for, as far as the sandbox reads it. */
export interface SandboxSessionRequest {
  /** What the session is for. */
  flow: 'connect' | 'financial_connections';
  /** One of the sandbox's accounts. Left out, or any other, the first. */
  account?: string | undefined;
  /** By the API's names. Left out, all. */
  components?: string[] | undefined;
  /** Financial Connections wishes: permissions, filters, limits, … */
  params?: object | undefined;
  /** The id of a finished Financial Connections session. */
  verify?: string | undefined;
  /** Aborted when nobody waits for the session any more. */
  signal?: AbortSignal | undefined;
}

/** What `sandbox.endpoint` answers with. */
export interface SandboxSession {
  /** Good for one claim. */
  clientSecret: string;
  /** Unix seconds, by the sandbox's clock. */
  expiresAt?: number;
  /** The account that it is for. */
  account?: string;
  /** Always false. */
  livemode: boolean;
  /** What it enables, by the API's names. */
  components?: Record<string, { enabled: boolean; features: Record<string, boolean> }>;
  /** For `verify`: the session as the server sees it. */
  id?: string;
  /** For `verify`: the accounts that were linked, as the API lists them. */
  accounts?: unknown;
}

type Json = Record<string, unknown>;

/** A whole backend in one function: it asks the simulated API as a server would, with a secret key. */
export function createEndpoint(world: World, api: Api) {
  async function call(method: string, path: string, body?: object): Promise<Json> {
    const response = await api.handle({
      method,
      url: `https://api.stripe.com${path}`,
      headers: new Headers({
        Authorization: 'Bearer sk_test_sandbox',
        'Content-Type': 'application/x-www-form-urlencoded',
      }),
      text: async () => (body ? encodeForm(body) : ''),
    });
    const json = JSON.parse(response.body) as Json & { error?: { message: string } };
    if (json.error) throw Object.assign(new Error(json.error.message), { status: response.status });
    return json;
  }

  const holderOf = (account?: string) =>
    world.accounts.find(({ id }) => id === account) ?? world.accounts[0]!;

  async function connect({ account, components }: SandboxSessionRequest): Promise<SandboxSession> {
    const names = components ?? [...Object.keys(COMPONENT_FEATURES), ...PREVIEW_COMPONENTS];
    const session = await call('POST', '/v1/account_sessions', {
      account: holderOf(account).id,
      components: Object.fromEntries(
        names.map((name) => {
          const features = (COMPONENT_FEATURES[name] ?? []).map((feature) => [feature, true]);
          return [
            name,
            { enabled: true, features: features.length ? Object.fromEntries(features) : undefined },
          ];
        }),
      ),
    });
    return {
      clientSecret: session['client_secret'] as string,
      expiresAt: session['expires_at'] as number,
      account: session['account'] as string,
      livemode: false,
      components: session['components'] as SandboxSession['components'],
    };
  }

  async function bank({ account, params, verify }: SandboxSessionRequest): Promise<SandboxSession> {
    const { permissions, accountHolder, filters, limits, prefetch, manualEntry, returnUrl } = (params ??
      {}) as Json;
    const wishes = filters as
      { country?: string; countries?: string[]; accountSubcategories?: string[] } | undefined;
    const session = verify
      ? await call('GET', `/v1/financial_connections/sessions/${encodeURIComponent(verify)}`)
      : await call('POST', '/v1/financial_connections/sessions', {
          account_holder:
            snake(accountHolder) ??
            (account
              ? { type: 'account', account: holderOf(account).id }
              : { type: 'customer', customer: 'cus_sandbox' }),
          permissions: permissions ?? ['payment_method', 'balances'],
          filters: wishes && {
            country: wishes.country ?? wishes.countries?.[0],
            account_subcategories: wishes.accountSubcategories,
          },
          limits,
          prefetch,
          manual_entry: snake(manualEntry),
          return_url: returnUrl,
        });
    const { id, accounts, client_secret, livemode } = session;
    return { id: id as string, accounts, clientSecret: client_secret as string, livemode: livemode === true };
  }

  return async (request: SandboxSessionRequest): Promise<SandboxSession> => {
    if (request?.flow !== 'connect' && request?.flow !== 'financial_connections') {
      throw misuse('flow', "is neither 'connect' nor 'financial_connections'.");
    }
    const answer = request.flow === 'connect' ? connect(request) : bank(request);
    const { signal } = request;
    if (!signal) return answer;
    return Promise.race([answer, aborted(signal)]);
  };
}

const snake = (value: unknown): object | undefined =>
  typeof value === 'object' && value
    ? Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [
          key.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`),
          inner,
        ]),
      )
    : undefined;
