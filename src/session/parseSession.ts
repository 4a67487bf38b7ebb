import { refuseSecretKey } from './checkKey.js';
import type { SessionComponents, SessionInfo } from './contract.js';
import { fault } from './errors.js';

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Finds `client_secret`, `clientSecret` and `ClientSecret` alike, because the SDKs differ. */
const field = (object: Json, name: string): unknown =>
  Object.entries(object).find(([key]) => key.replaceAll('_', '').toLowerCase() === name)?.[1];

const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);

/** Unix seconds, from a number or from the ISO date that .NET serialises. */
const seconds = (value: unknown): number | undefined => {
  const number = typeof value === 'string' ? Date.parse(value) / 1000 : value;
  return Number.isFinite(number) ? (number as number) : undefined;
};

/** An endpoint may return the bare secret. */
const opened = (value: unknown) => (typeof value === 'string' ? { clientSecret: value } : value);

const snakeCase = (key: string) =>
  key.replace(/[A-Z]/g, (letter, at: number) => `${at ? '_' : ''}${letter.toLowerCase()}`);

function components(value: unknown): SessionComponents | undefined {
  if (!isObject(value)) return undefined;
  const known: SessionComponents = {};
  for (const [key, entry] of Object.entries(value)) {
    if (!isObject(entry)) continue;
    const features: Record<string, boolean> = {};
    for (const [name, on] of Object.entries(field(entry, 'features') ?? {}))
      features[snakeCase(name)] = on === true;
    known[snakeCase(key)] = { enabled: field(entry, 'enabled') === true, features };
  }
  return known;
}

/**
 * Reads a session in any shape that a Stripe SDK serialises. Error messages name what is missing and never quote the
 * response, because it may contain the secret.
 */
export function parseSession(json: unknown): SessionInfo & { clientSecret: string } {
  const outer = opened(json);
  if (!isObject(outer)) throw invalid(Array.isArray(json) ? 'list' : json === null ? 'null' : typeof json);
  const nested =
    field(outer, 'clientsecret') === undefined && opened(field(outer, 'session') ?? field(outer, 'data'));
  const session = isObject(nested) ? nested : outer;

  const clientSecret = field(session, 'clientsecret');
  if (clientSecret === undefined) {
    throw invalid(field(outer, 'error') === undefined ? 'no_secret' : 'error');
  }
  // An HTML page, or an error in the place of the secret, is a string too. A secret has no whitespace or brackets.
  if (typeof clientSecret !== 'string' || !/^[^\s<>{}]+$/.test(clientSecret)) {
    throw invalid('not_a_secret');
  }
  refuseSecretKey(clientSecret);
  // Stripe would refuse it, and the endpoint would return the same one again. The page would then get an error about a
  // reused secret, which is not the real cause. Only what Stripe itself makes: a test's `cs_1` is anybody's secret.
  if (
    process.env.NODE_ENV !== 'production' &&
    /^(pk_(test|live)_|(pi|seti|cs)_\w+_secret_|acct_[^_]+$)/.test(clientSecret)
  )
    throw invalid('other_secret');
  const either = (name: string) => field(session, name) ?? field(outer, name);
  const livemode = either('livemode');
  const publishableKey = text(either('publishablekey'));
  // Check here, before the key reaches the page's state or its Query cache.
  refuseSecretKey(publishableKey);
  return {
    clientSecret,
    expiresAt: seconds(either('expiresat')),
    account: text(either('account')),
    livemode: typeof livemode === 'boolean' ? livemode : undefined,
    components: components(either('components')),
    complete: either('complete') === true || undefined,
    publishableKey,
    locale: text(either('locale')),
  };
}

const invalid = (what: string) => fault('endpoint_invalid_response', { what });
