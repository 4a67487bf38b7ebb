import { BANK_NAMES } from './bankTable.js';
import { HttpFault } from './HttpFault.js';
import type { BankPolicy } from './options.js';

type Json = Record<string, unknown>;

const MOST_ACCOUNTS = 1_000;

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= 2_048;
const texts = (value: unknown): string[] | undefined =>
  Array.isArray(value) && value.every(isText) ? value : undefined;
/** Where the policy leaves these to the page, they must be within Stripe's own limits, or it refuses the session. */
const isCountry = (value: string) => /^[A-Z]{2}$/.test(value);
const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= MOST_ACCOUNTS;
const object = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};

/** Parsed once and passed on as parsed: Stripe might read the raw text as another address than the one checked here. */
const address = (value: unknown): URL | undefined =>
  isText(value) && URL.canParse(value) ? new URL(value) : undefined;

/** The part of the allowed list that the page asked for. */
const part = <Value extends string>(allowed: readonly Value[], wished: string[] | undefined): Value[] =>
  wished ? allowed.filter((value) => wished.includes(value)) : [...allowed];

/** What bank linking may ask for: the policy, or less if the page asks for less. Never more. */
export function narrowBank(
  policy: BankPolicy,
  params: Json,
  isReturnable: (url: URL) => boolean,
  takesCountries: boolean,
): Json {
  const permissions = part(policy.permissions, texts(params['permissions']));
  if (!permissions.length) {
    throw new HttpFault('forbidden', 'None of the requested permissions is allowed.');
  }
  const prefetch = part(policy.prefetch ?? [], texts(params['prefetch'])).filter((name) =>
    permissions.includes(name),
  );
  const returnUrl = address(params['returnUrl']);
  const isWithoutManual = object(params['manualEntry'])['mode'] === 'disabled';
  return {
    permissions,
    filters: filters(policy, object(params['filters']), takesCountries),
    limits: limits(policy, object(params['limits'])),
    prefetch: prefetch.length ? prefetch : undefined,
    manual_entry: isWithoutManual ? { mode: 'disabled' } : policy.manual_entry,
    return_url: returnUrl && isReturnable(returnUrl) ? returnUrl.href : policy.return_url,
  };
}

function filters(
  { filters: allowed = {} }: BankPolicy,
  wished: Json,
  takesCountries: boolean,
): Json | undefined {
  const open = allowed.countries ?? (allowed.country ? [allowed.country] : undefined);
  const asked = texts(wished['countries']) ?? (isText(wished['country']) ? [wished['country']] : undefined);
  const chosen = open ? part(open, asked) : (asked ?? []).filter(isCountry);
  // If none of the requested countries is allowed, use all that the policy allows.
  const countries = chosen.length ? chosen : (open ?? []);
  const wishedKinds = texts(wished['accountSubcategories']);
  const kinds = allowed.account_subcategories
    ? part(allowed.account_subcategories, wishedKinds)
    : wishedKinds && part(BANK_NAMES.account_subcategories, wishedKinds);
  const subcategories = kinds?.length ? kinds : allowed.account_subcategories;
  const support = allowed.require_payment_method_support;
  if (!countries.length && !subcategories && !support) return undefined;
  return {
    ...(countries.length && (takesCountries ? { countries } : { country: countries[0] })),
    ...(subcategories && { account_subcategories: subcategories }),
    ...(support && { require_payment_method_support: support }),
  };
}

function limits({ limits: allowed }: BankPolicy, wished: Json): Json | undefined {
  const asked = wished['accounts'];
  const accounts = Math.min(allowed?.accounts ?? Infinity, isCount(asked) ? asked : Infinity);
  return accounts === Infinity ? undefined : { accounts };
}
