import type { SandboxAccount } from '../host.js';
import type { World } from '../world.js';
import { ApiError } from './ApiError.js';
import { pageOf, type PageParams } from './pageOf.js';

type Json = Record<string, unknown>;

interface AccountListParams extends PageParams {
  created?: string | Record<string, string>;
}

/** The connected accounts: those of the sandbox's options, and those that a server has created since. */
export interface Accounts {
  create(params: Json): object;
  retrieve(id: string): object;
  update(params: Json, id: string): object;
  list(params: AccountListParams): object;
  /** A link to the onboarding that Stripe hosts. The page behind it is not simulated. */
  link(params: Json): object;
}

/** What a list can be limited to. */
const LIMITS = {
  gt: (at: number, limit: number) => at > limit,
  gte: (at: number, limit: number) => at >= limit,
  lt: (at: number, limit: number) => at < limit,
  lte: (at: number, limit: number) => at <= limit,
};

/** What onboarding still has to ask. */
const OUTSTANDING = ['business_type', 'external_account', 'tos_acceptance.date', 'tos_acceptance.ip'];

const EURO = 'AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK'.split(' ');
const CURRENCIES: Record<string, string> = {
  AU: 'aud',
  CA: 'cad',
  CH: 'chf',
  GB: 'gbp',
  JP: 'jpy',
  NZ: 'nzd',
  SG: 'sgd',
};

/** Who pays the fees, bears the losses and sees which dashboard, for each legacy type of account. */
const CONTROLLERS: Record<string, Json> = {
  standard: controller('account', 'stripe', 'stripe', 'full'),
  express: controller('application_express', 'application', 'stripe', 'express'),
  custom: controller('application_custom', 'application', 'application', 'none'),
};

function controller(payer: string, payments: string, requirement_collection: string, type: string): Json {
  return { fees: { payer }, losses: { payments }, requirement_collection, stripe_dashboard: { type } };
}

/** What a server has sent about an account, as far as the API repeats it. */
interface Sent {
  created?: number;
  type?: string;
  business_type?: string;
  business_profile?: { name?: string };
  capabilities?: Record<string, { requested?: string }>;
  controller?: Json;
  metadata?: Json;
}

export function createAccounts(world: World): Accounts {
  const sent = new Map<string, Sent>();
  const now = () => Math.floor(world.clock.now() / 1000);
  const began = now();

  const show = (account: SandboxAccount) => {
    const { id, name, email, country, currency, details_submitted: isComplete } = account;
    const own = sent.get(id) ?? {};
    const due = isComplete ? [] : OUTSTANDING;
    const requested = Object.entries(own.capabilities ?? {}).filter(([, one]) => one.requested === 'true');
    return {
      id,
      object: 'account',
      business_profile: { name, ...own.business_profile },
      business_type: own.business_type ?? null,
      capabilities: Object.fromEntries(requested.map(([one]) => [one, isComplete ? 'active' : 'inactive'])),
      charges_enabled: isComplete,
      controller: {
        type: 'application',
        is_controller: true,
        ...CONTROLLERS[own.type ?? 'standard'],
        ...own.controller,
      },
      country,
      created: own.created ?? began,
      default_currency: currency,
      details_submitted: isComplete,
      email: email || null,
      metadata: own.metadata ?? {},
      payouts_enabled: isComplete,
      requirements: {
        alternatives: [],
        current_deadline: null,
        currently_due: due,
        disabled_reason: due.length ? 'requirements.past_due' : null,
        errors: [],
        eventually_due: due,
        past_due: due,
        pending_verification: [],
      },
      settings: { dashboard: { display_name: name } },
      tos_acceptance: {},
      type: own.type ?? (own.controller ? 'none' : 'standard'),
    };
  };

  /** Keeps what a server sends about an account, for the API and for Connect.js. */
  const keep = (account: SandboxAccount, params: Sent & { email?: string; default_currency?: string }) => {
    const before = sent.get(account.id);
    sent.set(account.id, {
      ...before,
      ...params,
      business_profile: { ...before?.business_profile, ...params.business_profile },
      capabilities: { ...before?.capabilities, ...params.capabilities },
      metadata: changedMetadata(before?.metadata, params.metadata),
    });
    account.name = params.business_profile?.name ?? account.name;
    account.email = params.email ?? account.email;
    account.currency = params.default_currency?.toLowerCase() ?? account.currency;
    return show(account);
  };

  return {
    create(params) {
      const { country = 'US', email = '' } = params as Record<string, string>;
      const id = `acct_1${world.ids.token(15)}`;
      const currency = EURO.includes(country) ? 'eur' : (CURRENCIES[country] ?? 'usd');
      const account = { id, name: email || id, email, country, currency, details_submitted: false };
      world.accounts.push(account);
      return keep(account, { created: now(), ...params });
    },
    retrieve: (id) => show(accountOf(world, id)),
    update: (params, id) => keep(accountOf(world, id), params),
    list: ({ created, ...page }) =>
      pageOf(
        {
          items: world.accounts.map(show).reverse(),
          what: 'account',
          url: '/v1/accounts',
          matches: (one) => isWithin(one['created'] as number, created),
        },
        page,
      ),
    link(params) {
      const { id } = accountOf(world, params['account'] as string);
      return {
        object: 'account_link',
        created: now(),
        expires_at: now() + 300,
        url: `https://connect.stripe.com/setup/s/${id}/${world.ids.token(12)}`,
      };
    },
  };
}

function isWithin(at: number, limits: AccountListParams['created'] = {}): boolean {
  if (typeof limits === 'string') return at === Number(limits);
  return Object.entries(LIMITS).every(([name, isIn]) => !limits[name] || isIn(at, Number(limits[name])));
}

/** An empty value removes a key, and an empty string instead of the keys removes all. */
function changedMetadata(before: Json = {}, change: Json | string = {}): Json {
  if (typeof change === 'string') return {};
  return Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value !== ''));
}

/** The account with this id, or Stripe's error. */
export function accountOf(world: World, id: string): SandboxAccount {
  const account = world.accounts.find((candidate) => candidate.id === id);
  if (account) return account;
  throw new ApiError(
    403,
    `The provided key 'sk_***' does not have access to account '${id.slice(0, 80)}' (or that account does not exist). Application access may have been revoked.`,
    { code: 'account_invalid', param: 'account' },
  );
}
