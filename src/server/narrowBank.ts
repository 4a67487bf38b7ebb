import { HttpFault } from './HttpFault.js';
import type { BankPolicy } from './options.js';

type Json = Record<string, unknown>;

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= 2_048;
const texts = (value: unknown): string[] | undefined =>
  Array.isArray(value) && value.every(isText) ? value : undefined;
const object = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};

/** The part of a list that is wished for. */
const part = <Value extends string>(allowed: readonly Value[], wished: string[] | undefined): Value[] =>
  wished ? allowed.filter((value) => wished.includes(value)) : [...allowed];

/** What bank linking may ask for: the policy, and less where the page wishes for less. Never more. */
export function narrowBank(policy: BankPolicy, params: Json, isReturnable: (url: string) => boolean): Json {
  const permissions = part(policy.permissions, texts(params['permissions']));
  if (!permissions.length) {
    throw new HttpFault('forbidden', 'None of the permissions that were asked for is allowed.');
  }
  const prefetch = part(policy.prefetch ?? [], texts(params['prefetch'])).filter((name) =>
    permissions.includes(name),
  );
  const returnUrl =
    isText(params['returnUrl']) && isReturnable(params['returnUrl']) ? params['returnUrl'] : undefined;
  const isWithoutManual = object(params['manualEntry'])['mode'] === 'disabled';
  return {
    permissions,
    filters: filters(policy, object(params['filters'])),
    limits: limits(policy, object(params['limits'])),
    prefetch: prefetch.length ? prefetch : undefined,
    manual_entry: isWithoutManual ? { mode: 'disabled' } : policy.manual_entry,
    return_url: returnUrl ?? policy.return_url,
  };
}

function filters({ filters: allowed = {}, legacy }: BankPolicy, wished: Json): Json | undefined {
  const open = allowed.countries ?? (allowed.country ? [allowed.country] : undefined);
  const asked = texts(wished['countries']) ?? (isText(wished['country']) ? [wished['country']] : undefined);
  const chosen = open ? part(open, asked) : (asked ?? []);
  // A country beyond the policy's is no country: the policy's stand.
  const countries = chosen.length ? chosen : (open ?? []);
  const kinds = allowed.account_subcategories
    ? part(allowed.account_subcategories, texts(wished['accountSubcategories']))
    : texts(wished['accountSubcategories']);
  const subcategories = kinds?.length ? kinds : allowed.account_subcategories;
  if (!countries.length && !subcategories) return undefined;
  return {
    ...(countries.length && (legacy ? { countries } : { country: countries[0] })),
    ...(subcategories && { account_subcategories: subcategories }),
  };
}

function limits({ limits: allowed }: BankPolicy, wished: Json): Json | undefined {
  const asked = wished['accounts'];
  const valid = typeof asked === 'number' && Number.isInteger(asked) && asked > 0 ? asked : undefined;
  const accounts = Math.min(allowed?.accounts ?? Infinity, valid ?? Infinity);
  return accounts === Infinity ? undefined : { accounts };
}
