import type Stripe from 'stripe';
import type { EmbeddedErrorCode } from '../session/errorCode.js';
import { EmbeddedError } from '../session/errors.js';
import { statusOf } from '../session/statusOf.js';
import { checkBank } from './checkBank.js';
import { checkComponents } from './checkComponents.js';
import { createGate } from './createGate.js';
import { givenUp } from './givenUp.js';
import { HttpFault } from './HttpFault.js';
import { mintBank } from './mintBank.js';
import { mintConnect } from './mintConnect.js';
import { ofCaller } from './ofCaller.js';
import type {
  Caller,
  ConnectPolicy,
  FaultCode,
  SessionEventOfServer,
  SessionHandler,
  SessionHandlerOptions,
} from './options.js';
import { checkOrigin, checkOrigins, corsHeaders, isListed, type RequestOrigin } from './origins.js';
import { checkHeaders, parseBody } from './readBody.js';
import { readWish } from './readWish.js';
import { toHandler, type Asked } from './responder.js';
import type { StripeClient } from './stripeClient.js';
import { stripeFault } from './stripeFault.js';
import { verifyBank } from './verifyBank.js';

/** A day, in seconds. */
const LONGEST_PAUSE = 86_400;
/** A timer with a longer delay fires immediately. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/**
 * Creates the session endpoint of your back end. The account comes from your `authorize`. A browser can choose only
 * among what `authorize` and your policies allow.
 *
 * @example
 * export const POST = createSessionHandler({
 *   stripe: new Stripe(process.env.STRIPE_SECRET_KEY!),
 *   authorize: async (request) => ({ account: (await signedIn(request)).stripeAccount }),
 *   connect: { components: { payments: true, payouts: true } },
 * });
 */
export function createSessionHandler<Who extends Caller>(
  options: SessionHandlerOptions<Who>,
): SessionHandler {
  // From JavaScript, nothing may be passed at all.
  if (!options) throw missing('options', 'with `stripe` and `authorize`');
  const { authorize, connect, allowedOrigins, timeout = 10_000, limit = {} } = options;
  const stripeOf = ofCaller(options.stripe, checkStripe);
  const publishableKeyOf = ofCaller(options.publishableKey, checkPublishableKey);
  if (typeof authorize !== 'function') throw missing('authorize', 'a function that says who is asking');
  const connectPolicyOf = connect && readConnectPolicy(connect);
  checkOrigins(allowedOrigins);
  const localeOf = ofCaller(options.locale, (locale) => locale);
  const bankPolicyOf = ofCaller(options.financialConnections, checkBank);
  const { concurrent = 100, waiting = 1_000 } = limit;
  if (!(concurrent >= 1 && waiting >= 0)) throw missing('limit', 'with room for at least one call to Stripe');
  if (!(timeout >= 1 && timeout <= LONGEST_TIMEOUT))
    throw missing('timeout', 'a number of milliseconds from 1 to 2147483647');
  const pass = createGate({ concurrent, waiting, timeout });

  async function answer(asked: Asked, event: Partial<SessionEventOfServer>): Promise<object> {
    const { method, request, readText, waiter, context } = asked;
    if (method !== 'POST') throw new HttpFault('method_not_allowed', 'Request sessions with POST.');
    checkHeaders(asked);
    let caller: Who | null | undefined;
    try {
      caller = await authorize(request, context);
    } catch (cause) {
      throw isOutage(cause)
        ? new HttpFault('internal', 'Your server could not find out who is signed in.', { cause })
        : new HttpFault('unauthorized', 'Nobody is signed in.', { cause });
    }
    if (!caller) throw new HttpFault('unauthorized', 'Nobody is signed in.');
    const verdict = (await options.rateLimit?.(caller, request)) ?? true;
    if (verdict !== true) {
      throw new HttpFault('rate_limited', 'Sessions are requested too often.', {
        retryAfter: Number(verdict) || 1,
      });
    }
    // Read only now: the body of an unauthorised request is not worth reading.
    const text = await readText().catch((cause: unknown) => {
      throw waiter.isGone() ? givenUp() : cause;
    });
    const wish = readWish(parseBody(text));
    event.flow = wish.flow;

    // No retries here, so `timeout` is the total time. The page does the retrying.
    const calling = {
      timeout,
      maxNetworkRetries: 0,
      idempotencyKey: wish.verify ? undefined : crypto.randomUUID(),
    };
    const { account, requestId, body } = await pass(async () => {
      const stripe = await stripeOf(caller);
      if (wish.flow === 'connect') {
        if (!connect || !connectPolicyOf) throw unserved('connect');
        const policy = await connectPolicyOf(caller);
        return ofStripe(mintConnect(stripe, policy, connect.preview, caller, wish, calling));
      }
      const policy = await bankPolicyOf(caller);
      if (!policy) throw unserved('financialConnections');
      if (wish.verify) return ofStripe(verifyBank(stripe, caller, wish.verify, calling));
      const isReturnable = ({ protocol, origin }: URL) =>
        /^https?:$/.test(protocol) && isListed(origin, allowedOrigins);
      return ofStripe(mintBank(stripe, policy, caller, wish, isReturnable, calling));
    }, waiter);
    Object.assign(event, { account, requestId });
    event.type = wish.verify ? 'verified' : 'minted';
    if (wish.verify) return body;
    // Not spread into a new object: V8 copies more slowly than it adds.
    return Object.assign(body, {
      publishable_key: await publishableKeyOf(caller),
      locale: await localeOf(caller),
    });
  }

  return toHandler(async (asked) => {
    const started = Date.now();
    const event: Partial<SessionEventOfServer> = {};
    const headers: Record<string, string> = { 'Cache-Control': 'no-store' };
    let origin: RequestOrigin = {};
    let status = 200;
    let body: object | null;
    let error: EmbeddedError | undefined;
    try {
      origin = checkOrigin(asked, allowedOrigins);
      const isPreflight = asked.method === 'OPTIONS' && Boolean(origin.cors);
      if (isPreflight) status = 204;
      body = isPreflight ? null : await answer(asked, event);
    } catch (cause) {
      const fault = stripeFault(cause, 'internal');
      const { code, retryAfter, requestId } = fault;
      ({ status } = fault);
      Object.assign(event, { type: status < 500 ? 'refused' : 'failed', code, requestId });
      error = asError(fault);
      body = fault;
      if (retryAfter) headers['Retry-After'] = String(secondsOf(retryAfter));
      if (code === 'method_not_allowed') headers['Allow'] = 'POST';
    }
    if (body) headers['Content-Type'] = 'application/json';
    Object.assign(headers, corsHeaders(origin, asked));
    if (event.type) {
      const duration = Date.now() - started;
      tell(options, Object.assign(event, { type: event.type, status, duration }), error);
    }
    return { status, headers, body: body && JSON.stringify(body) };
  });
}

/** Casts to the SDK's own types, which also fit a client from `require`. */
function checkStripe(client: StripeClient): Stripe {
  if (!client?.accountSessions && !client?.financialConnections)
    throw missing('stripe', 'a Stripe client: `new Stripe(process.env.STRIPE_SECRET_KEY)`');
  return client as unknown as Stripe;
}

function checkPublishableKey(key: string | undefined): string | undefined {
  if (key && !key.startsWith('pk_'))
    throw missing('publishableKey', 'a key that begins with `pk_`, because it is sent to every browser');
  return key;
}

function readConnectPolicy<Who extends Caller>({ components, preview }: ConnectPolicy<Who>) {
  if (!components) throw missing('connect.components', 'the components that a session may show');
  // A policy function that returns nothing for a role allows that role no components.
  return ofCaller(components, (policy) => checkComponents(policy ?? {}, Boolean(preview)));
}

/** Reports any error of a call to Stripe as Stripe's failure, not as our bug, whichever error classes the client has. */
const ofStripe = <Answer>(call: Promise<Answer>) =>
  call.catch((cause: unknown) => {
    throw stripeFault(cause, 'stripe_failed');
  });

/** For `Retry-After`. A limiter whose pause has just ended may return a negative number. */
const secondsOf = (given: number) => Math.min(Math.max(Math.ceil(given), 1), LONGEST_PAUSE);

/** An observer of the app that throws must not affect the response. */
function tell<Who extends Caller>(
  { onEvent, onError }: SessionHandlerOptions<Who>,
  event: SessionEventOfServer,
  error?: EmbeddedError,
) {
  if (onEvent) void quietly(() => onEvent(event));
  if (onError && error) void quietly(() => onError(error, event));
  // Without an observer, server failures go to the log. So do bugs in `authorize`, because the page learns only that
  // nobody is signed in.
  // oxlint-disable-next-line no-console
  if (!onEvent && !onError && (event.status >= 500 || isNewMistake(error))) console.error(error, event);
}

/** Whether `authorize` threw because it could not find out who is asking. With a 401, the page would sign them out. */
function isOutage(thrown: unknown): boolean {
  // Servers' own libraries have `statusCode` too, the Stripe SDK nothing else.
  const { statusCode } = Object(thrown) as { statusCode?: unknown };
  return (Number(statusCode) || statusOf(Object(thrown))) >= 500;
}

const mistakes = new Set<string>();

/**
 * Whether `authorize` has a bug. Nobody throws a ReferenceError or a TypeError to say that a person is not signed in
 * (`fetch` also throws a TypeError when it gets no response). A SyntaxError does not count: the input that could not be
 * parsed came from the client. Each place that throws is logged once, because anyone can send requests, and often.
 */
function isNewMistake(error?: EmbeddedError): boolean {
  const { name, stack } = (error?.cause ?? {}) as Partial<Error>;
  if (!/^(Reference|Type)Error$/.test(String(name))) return false;
  const [place = ''] = /^ +at .*/m.exec(String(stack)) ?? [];
  if (mistakes.has(place)) return false;
  mistakes.add(place);
  return true;
}

/** Calls one of the app's observers. If it throws or its promise rejects, the response to the page stays the same. */
async function quietly(observe: () => void | Promise<void>) {
  try {
    await observe();
  } catch {
    // A bug in the app, and the observer itself was the way to report it.
  }
}

const CODES: Partial<Record<FaultCode, EmbeddedErrorCode>> = {
  unauthorized: 'endpoint_unauthorized',
  forbidden: 'endpoint_forbidden',
  rate_limited: 'endpoint_rate_limited',
  timeout: 'endpoint_timeout',
  aborted: 'aborted',
};

/** The error as the page would see it, with Stripe's own as its cause: for the server's log, and without secrets. */
const asError = ({ code, status, message, cause }: HttpFault) =>
  new EmbeddedError(CODES[code] ?? 'endpoint_failed', message, { cause, status, retryable: status >= 500 });

const missing = (name: string, what: string) =>
  new Error(`[stripe-embedded] \`createSessionHandler\` needs \`${name}\`, ${what}.`);

const unserved = (option: string) =>
  new HttpFault(
    'not_found',
    `This endpoint does not offer such sessions: its \`${option}\` option is not set.`,
  );
