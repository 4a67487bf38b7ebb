import { pause, type World } from '../world.js';
import { createAccounts } from './accounts.js';
import { createAccountSessions, type AccountSessions } from './accountSessions.js';
import { ApiError } from './ApiError.js';
import { createBankSessions, type BankSessions } from './bankSessions.js';
import { decodeForm } from './form.js';
import { modeOf } from './modeOf.js';
import { PARAMETERS } from './parameters.js';
import { validate, type Schema } from './schema.js';

export interface Api {
  readonly accountSessions: AccountSessions;
  readonly bankSessions: BankSessions;
  handle(request: ApiRequest): Promise<ApiResponse>;
}

/** The parts of a `Request` that are read. A page's realm may lack that class, as Jest's jsdom does. */
type ApiRequest = Pick<Request, 'method' | 'url' | 'headers' | 'text'>;

interface ApiResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Stripe accepts larger bodies, but one above this size is a mistake. */
const LARGEST_BODY = 1_000_000;

type Params = Record<string, unknown>;

/** A request that the API answers. */
interface Route {
  method: 'GET' | 'POST';
  path: RegExp;
  /** The parameters of its body or query. */
  params: Schema | ((version: string | null) => Schema);
  /** `id` is what the path's group matched. */
  answer(params: Params, livemode: boolean, id: string): object;
}

/** Before API version 2026-09-30, the filter was a list of countries. */
const bankSessionOf = (version: string | null) =>
  (version ?? 'newest') < '2026-09-30' ? PARAMETERS.older_bank_session : PARAMETERS.bank_session;

/** Stripe's API: takes requests and returns responses, without a network. */
export function createApi(world: World): Api {
  const accounts = createAccounts(world);
  const accountSessions = createAccountSessions(world);
  const bankSessions = createBankSessions(world);
  const replays = new Map<string, { fingerprint: string; status: number; body: string }>();

  const BANK_SESSIONS = '(?:financial_connections/sessions|link_account_sessions)';
  const BANK_ACCOUNTS = 'financial_connections/accounts';
  const route = (
    method: Route['method'],
    path: string,
    params: Route['params'],
    answer: Route['answer'],
  ): Route => ({ method, path: new RegExp(`^/v1/${path.replace(':id', '(\\w+)')}$`), params, answer });

  const routes: readonly Route[] = [
    route('POST', 'account_sessions', PARAMETERS.account_session, accountSessions.create),
    route('POST', 'accounts', PARAMETERS.account, accounts.create),
    route('GET', 'accounts', PARAMETERS.accounts, accounts.list),
    route('GET', 'accounts/:id', PARAMETERS.one, (_, _live, id) => accounts.retrieve(id)),
    route('POST', 'accounts/:id', PARAMETERS.account_update, (params, _, id) => accounts.update(params, id)),
    route('POST', 'account_links', PARAMETERS.account_link, accounts.link),
    route('POST', 'financial_connections/sessions', bankSessionOf, bankSessions.create),
    route('POST', 'link_account_sessions', PARAMETERS.link_account_session, bankSessions.create),
    route('GET', `${BANK_SESSIONS}/:id`, PARAMETERS.one, (_, live, id) => bankSessions.retrieve(id, live)),
    route('GET', BANK_ACCOUNTS, PARAMETERS.bank_accounts, bankSessions.accounts),
    route('GET', `${BANK_ACCOUNTS}/:id`, PARAMETERS.one, (_, live, id) => bankSessions.account(id, live)),
    route('POST', `${BANK_ACCOUNTS}/:id/disconnect`, PARAMETERS.one, (_, live, id) =>
      bankSessions.disconnect(id, live),
    ),
    ...(['payment_intent', 'setup_intent'] as const).flatMap((kind) => [
      route('POST', `${kind}s`, PARAMETERS[kind], (params, live) =>
        bankSessions.createIntent(kind, params, live),
      ),
      route('GET', `${kind}s/:id`, PARAMETERS.one_intent, (_, live, id) =>
        bankSessions.retrieveIntent(kind, id, live),
      ),
      route('POST', `${kind}s/:id/confirm`, PARAMETERS[`${kind}_confirmation`], (params, live, id) =>
        bankSessions.confirmIntent(kind, id, live, params),
      ),
    ]),
  ];

  async function answer(request: ApiRequest, { pathname: path, search }: URL): Promise<ApiResponse> {
    const livemode = modeOf(request.headers);
    const found = routes.find((one) => one.method === request.method && one.path.test(path));
    if (!found) {
      throw new ApiError(
        404,
        `Unrecognized request URL (${request.method}: ${path.slice(0, 200)}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
      );
    }
    const isRead = found.method === 'GET';
    const body = isRead ? search : await readBody(request);
    const act = () => {
      const { params } = found;
      const schema = typeof params === 'function' ? params(request.headers.get('Stripe-Version')) : params;
      const id = found.path.exec(path)![1] ?? '';
      return found.answer(validate(schema, decodeForm(body)) as Params, livemode, id);
    };
    const key = isRead ? null : request.headers.get('Idempotency-Key');
    return key ? replayed(key, livemode, `${path}?${body}`, act) : respond(200, JSON.stringify(act()));
  }

  /** Within one mode, the same key returns the same response again. With other parameters, it is an error. */
  function replayed(key: string, livemode: boolean, fingerprint: string, create: () => object): ApiResponse {
    const name = `${livemode} ${key}`;
    const before = replays.get(name);
    if (before && before.fingerprint !== fingerprint) {
      throw new ApiError(
        400,
        `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key.slice(0, 80)}' if you meant to execute a different request.`,
        { type: 'idempotency_error' },
      );
    }
    if (before) return respond(before.status, before.body, { 'Idempotent-Replayed': 'true' });
    const made = { fingerprint, status: 200, body: JSON.stringify(create()) };
    replays.set(name, made);
    return respond(made.status, made.body);
  }

  const requestId = () => `req_${world.ids.token(14)}`;

  const respond = (
    status: number,
    body: string,
    headers: Record<string, string> = {},
    id: string = requestId(),
  ): ApiResponse => ({
    status,
    body,
    headers: {
      'Content-Type': 'application/json',
      Date: new Date(world.clock.now()).toUTCString(),
      'Request-Id': id,
      ...headers,
    },
  });

  /** The address of the request in Stripe's dashboard. An invalid key belongs to no account, so it has none. */
  function logUrl({ headers }: ApiRequest, { status }: ApiError, id: string): string | undefined {
    if (status === 401) return undefined;
    try {
      const mode = modeOf(headers) ? '' : 'test/';
      return `https://dashboard.stripe.com/${mode}logs/${id}?t=${Math.floor(world.clock.now() / 1000)}`;
    } catch {
      return undefined;
    }
  }

  return {
    accountSessions,
    bankSessions,
    async handle(request) {
      try {
        await pause(world.clock, world.latency.api);
        await meetApiFault(world);
        return await answer(request, new URL(request.url));
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        const headers: Record<string, string> = error.status === 429 ? { 'Retry-After': '1' } : {};
        const id = requestId();
        const body = JSON.stringify(error.body(logUrl(request, error, id)));
        return respond(error.status, body, headers, id);
      }
    },
  };
}

/** Fails or hangs if `sandbox.fail({ api })` requested it. */
export async function meetApiFault(world: World): Promise<void> {
  const fault = world.takeFault('api');
  if (fault === undefined) return;
  if (fault === 'hanging') return new Promise(() => {});
  if (fault === 'offline') throw new TypeError('Failed to fetch');
  if (fault === 429) {
    throw new ApiError(
      429,
      'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.',
      { code: 'rate_limit' },
    );
  }
  if (fault === 401) throw new ApiError(401, 'Invalid API Key provided: sk_test_***');
  const type = fault >= 500 ? 'api_error' : 'invalid_request_error';
  throw new ApiError(fault, fault >= 500 ? 'An unknown error occurred' : 'The request was not accepted.', {
    type,
  });
}

async function readBody(request: ApiRequest): Promise<string> {
  const type = request.headers.get('Content-Type');
  const body = await request.text();
  if (body.length > LARGEST_BODY) throw new ApiError(413, 'Request entity too large.');
  if (type && !/^application\/x-www-form-urlencoded/i.test(type) && body) {
    throw new ApiError(
      400,
      `Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any questions, we can help at https://support.stripe.com/.`,
    );
  }
  return body;
}
