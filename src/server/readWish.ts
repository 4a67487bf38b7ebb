import type { SessionFlow } from '../session/contract.js';
import { HttpFault } from './HttpFault.js';

/** What a page asks for, validated once. The rest of the server trusts its shape, but not its content. */
export interface Wish {
  flow: SessionFlow;
  account?: string;
  components?: string[];
  params: Record<string, unknown>;
  verify?: string;
}

const MOST_COMPONENTS = 64;

export function readWish(body: Record<string, unknown>): Wish {
  const own = (name: string) => (Object.hasOwn(body, name) ? (body[name] ?? undefined) : undefined);
  const flow = own('flow');
  // A page that does not know its account yet sends an empty one.
  const account = own('account') === '' ? undefined : own('account');
  const components = own('components');
  const params = own('params') ?? {};
  const verify = own('verify');
  if (flow !== 'connect' && flow !== 'financial_connections') {
    throw new HttpFault('bad_request', '`flow` is neither "connect" nor "financial_connections".');
  }
  if (account !== undefined && !isId(account)) throw bad('account', 'an id');
  if (components !== undefined && !isNames(components)) throw bad('components', 'a list of component names');
  if (typeof params !== 'object' || Array.isArray(params)) throw bad('params', 'an object');
  if (verify !== undefined && !(isId(verify) && flow === 'financial_connections')) {
    throw bad('verify', 'the id of a Financial Connections session');
  }
  return { flow, account, components, params: params as Record<string, unknown>, verify };
}

const bad = (name: string, what: string) => new HttpFault('bad_request', `\`${name}\` is not ${what}.`);

const isId = (value: unknown): value is string => typeof value === 'string' && /^\w{1,128}$/.test(value);

const isNames = (value: unknown): value is string[] =>
  Array.isArray(value) &&
  value.length <= MOST_COMPONENTS &&
  value.every((name) => typeof name === 'string' && /^[a-z][a-z_]{0,63}$/.test(name));
