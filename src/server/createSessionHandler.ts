import type Stripe from 'stripe';
import type { EmbeddedErrorCode } from '../session/errorCode.js';
import { EmbeddedError } from '../session/errors.js';
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
/** A timer for longer than this ends at once. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/**
 * The session endpoint for a backend. The account comes from your `authorize`: what a browser sends can choose
 * among what that allows, and no more.
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
  const { authorize, connect, allowedOrigins, timeout = 10_000, limit = {} } = options;
  const stripeOf = ofCaller(options.stripe, checkStripe);
  const publishableKeyOf = ofCaller(options.publishableKey, checkPublishableKey);
  if (typeof authorize !== 'function') throw missing('authorize', 'a function that says who is asking');
  const connectPolicyOf = connect && readConnectPolicy(connect);
  checkOrigins(allowedOrigins);
  const localeOf = ofCaller(options.locale, (locale) => locale);
  const bankPolicyOf = ofCaller(options.financialConnections, checkBank);
  const { concurrent = 100, waiting = 1_000 } = limit;
  if (!(concurrent >= 1 && waiting >= 0)) throw missing('limit', 'room for one call to Stripe at least');
  if (!(timeout >= 1 && timeout <= LONGEST_TIMEOUT))
    throw missing('timeout', 'milliseconds, and an end to them');
  const pass = createGate({ concurrent, waiting, timeout });

  async function answer(
    { request, readText, waiter, context }: Asked,
    event: Partial<SessionEventOfServer>,
  ): Promise<object> {
    if (request.method !== 'POST') throw new HttpFault('method_not_allowed', 'Ask for a session with POST.');
    checkHeaders(request.headers);
    let caller: Who | null | undefined;
    try {
      caller = await authorize(request, context);
    } catch (cause) {
      throw new HttpFault('unauthorized', 'Nobody is signed in.', { cause });
    }
    if (!caller) throw new HttpFault('unauthorized', 'Nobody is signed in.');
    const verdict = (await options.rateLimit?.(caller, request)) ?? true;
    if (verdict !== true) {
      throw new HttpFault('rate_limited', 'Sessions are asked for too often.', {
        retryAfter: Number(verdict) || 1,
      });
    }
    // Not before: from somebody who may not ask, a body is not worth reading.
    const text = await readText().catch((cause: unknown) => {
      throw waiter.isGone() ? givenUp() : cause;
    });
    const wish = readWish(parseBody(text));
    event.flow = wish.flow;

    // Tried once, so that `timeout` is the whole time: it is the page that asks again.
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
    return { ...body, publishable_key: await publishableKeyOf(caller), locale: await localeOf(caller) };
  }

  return toHandler(async (asked) => {
    const { request } = asked;
    const started = Date.now();
    const event: Partial<SessionEventOfServer> = {};
    const headers: Record<string, string> = { 'Cache-Control': 'no-store' };
    let origin: RequestOrigin = {};
    let status = 200;
    let body: object | null;
    let error: EmbeddedError | undefined;
    try {
      origin = checkOrigin(request, allowedOrigins);
      const isPreflight = request.method === 'OPTIONS' && Boolean(origin.cors);
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
    Object.assign(headers, corsHeaders(origin, request));
    if (event.type) {
      tell(options, { ...event, type: event.type, status, duration: Date.now() - started }, error);
    }
    return { status, headers, body: body && JSON.stringify(body) };
  });
}

/** The SDK's own types: they fit a client that the app made by `require` too. */
function checkStripe(client: StripeClient): Stripe {
  if (!client?.accountSessions && !client?.financialConnections)
    throw missing('stripe', 'a Stripe client: `new Stripe(process.env.STRIPE_SECRET_KEY)`');
  return client as unknown as Stripe;
}

function checkPublishableKey(key: string | undefined): string | undefined {
  if (key && !key.startsWith('pk_'))
    throw missing('publishableKey', 'a key that begins with `pk_`: each browser is told it');
  return key;
}

function readConnectPolicy<Who extends Caller>({ components, preview }: ConnectPolicy<Who>) {
  if (!components) throw missing('connect.components', 'what a session may show');
  // A function that has nothing for somebody's role gives that role no components.
  return ofCaller(components, (policy) => checkComponents(policy ?? {}, Boolean(preview)));
}

/** What a call to Stripe throws is told as Stripe's failure and not as a bug of ours, whichever errors the client has. */
const ofStripe = <Answer>(call: Promise<Answer>) =>
  call.catch((cause: unknown) => {
    throw stripeFault(cause, 'stripe_failed');
  });

/** For `Retry-After`. A limiter whose pause has just ended may give a number below zero. */
const secondsOf = (given: number) => Math.min(Math.max(Math.ceil(given), 1), LONGEST_PAUSE);

/** What the app's own observers throw is theirs: the answer goes out all the same. */
function tell<Who extends Caller>(
  { onEvent, onError }: SessionHandlerOptions<Who>,
  event: SessionEventOfServer,
  error?: EmbeddedError,
) {
  if (onEvent) void quietly(() => onEvent(event));
  if (onError && error) void quietly(() => onError(error, event));
  // Where nobody observes, the log hears of a server in trouble; and of a mistake in `authorize`, because all that a
  // page is told of it is that nobody is signed in.
  // oxlint-disable-next-line no-console
  if (!onEvent && !onError && (event.status >= 500 || isNewMistake(error))) console.error(error, event);
}

const mistakes = new Set<string>();

/**
 * Whether `authorize` has a bug: a ReferenceError or a TypeError (`fetch` also throws that, where it gets no answer) is
 * nobody's way of saying that a person is not signed in. A SyntaxError may be: whatever could not be parsed came from
 * the client. Each place that throws is told once, because anybody may ask, and often.
 */
function isNewMistake(error?: EmbeddedError): boolean {
  const { name, stack } = (error?.cause ?? {}) as Partial<Error>;
  if (!/^(Reference|Type)Error$/.test(String(name))) return false;
  const [place = ''] = /^ +at .*/m.exec(String(stack)) ?? [];
  if (mistakes.has(place)) return false;
  mistakes.add(place);
  return true;
}

/** Calls an observer of the app's. Whether it throws or rejects its promise, the page's answer is the same. */
async function quietly(observe: () => void | Promise<void>) {
  try {
    await observe();
  } catch {
    // The app's own mistake, and its observer was the way to tell it.
  }
}

const CODES: Partial<Record<FaultCode, EmbeddedErrorCode>> = {
  unauthorized: 'endpoint_unauthorized',
  forbidden: 'endpoint_forbidden',
  rate_limited: 'endpoint_rate_limited',
  timeout: 'endpoint_timeout',
  aborted: 'aborted',
};

/** The same error as a page would have, with Stripe's own behind it: for the server's log, and free of secrets. */
const asError = ({ code, status, message, cause }: HttpFault) =>
  new EmbeddedError(CODES[code] ?? 'endpoint_failed', message, { cause, status, retryable: status >= 500 });

const missing = (name: string, what: string) =>
  new Error(`[stripe-embedded] \`createSessionHandler\` needs \`${name}\`, ${what}.`);

const unserved = (option: string) =>
  new HttpFault('not_found', `This endpoint has no such sessions: its \`${option}\` option is not set.`);
