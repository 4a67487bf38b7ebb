import { aborted } from './aborted.js';
import { COMPONENT_FEATURES, PREVIEW_COMPONENTS } from './api/componentTable.js';
import type { Api } from './api/createApi.js';
import { encodeForm } from './api/form.js';
import { misuse } from './misuse.js';
import type { World } from './world.js';

/** The part of a page's session request that the sandbox reads. */
export interface SandboxSessionRequest {
  /** The flow that the session is for. */
  flow: 'connect' | 'financial_connections';
  /** Why a page requests it. The sandbox answers each in the same way. */
  reason?: 'initial' | 'expired' | 'retry' | undefined;
  /**
   * One of the sandbox's accounts. Any other id stands for the first one. If you leave it out, Connect uses the first
   * account and bank linking uses a customer.
   */
  account?: string | undefined;
  /** The components to enable, by their API names. @default all */
  components?: string[] | undefined;
  /** What Financial Connections is asked for: permissions, filters, limits, … */
  params?: object | undefined;
  /** The id of a finished Financial Connections session. */
  verify?: string | undefined;
  /** Aborts when the session is no longer needed. */
  signal?: AbortSignal | undefined;
}

/** What `sandbox.endpoint` returns. */
export interface SandboxSession {
  /** The client secret, valid for one claim. */
  clientSecret: string;
  /** When the session expires, in Unix seconds by the sandbox's clock. */
  expiresAt?: number;
  /** The account that the session is for. */
  account?: string;
  /** Always false. */
  livemode: boolean;
  /** The components that the session enables, by their API names. */
  components?: Record<string, { enabled: boolean; features: Record<string, boolean> }>;
  /** For bank linking: the id of the session. */
  id?: string;
  /** For `verify`: the linked accounts, as the API lists them. */
  accounts?: unknown;
}

type Json = Record<string, unknown>;

/** A whole back end in one function. It calls the simulated API with a secret key, as a server would. */
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
