import type { Stripe } from '@stripe/stripe-js';
import { canonicalLocale } from '../appearance/canonicalLocale.js';
import { aborted } from '../session/aborted.js';
import { keyProblem } from '../session/checkKey.js';
import type { Clock } from '../session/clock.js';
import { createObservable, type Observable } from '../session/createObservable.js';
import { EmbeddedError, fault } from '../session/errors.js';
import { createFlowSessions, type FlowSessions } from '../session/flowSessions.js';
import { inTime } from '../session/inTime.js';
import { isEqual } from '../session/isEqual.js';
import { shield } from '../session/shield.js';
import { withTimeout } from '../session/withTimeout.js';
import { bankScriptNow, blocked, late, loadBankScript } from './bankScript.js';
import type {
  FinancialConnectionsParams,
  LinkMethod,
  LinkRequest,
  LinkSettings,
  LinkSnapshot,
  PaymentOptions,
} from './linkTypes.js';
import { isSpent, readAnswer, type FinancialConnectionsResult, type StripeAnswer } from './result.js';
import { verifySession } from './verifySession.js';
import { whoseBanks } from './whoseBanks.js';

/** A secret made ahead of a click is kept this long, whatever its own life. */
const KEEP_FOR = 5 * 60_000;

const IDLE_LINK: LinkSnapshot = { status: 'idle', result: undefined, error: undefined };

/** The linking of bank accounts behind one hook, outside React. */
export interface LinkStore extends Observable<LinkSnapshot>, Pick<FlowSessions, 'hear' | 'retain'> {
  /** Opens Stripe's modal. Never rejects. */
  collect(request: LinkRequest): Promise<FinancialConnectionsResult>;
  /** Loads the script and mints a session, so that a click opens the modal at once. */
  prefetch(): Promise<void>;
  reset(): void;
}

interface Flow {
  /** Whose it is: what it ends with is told to nobody else. */
  of: unknown[];
  /** The secret of the intent that it is for, as far as the page told it. */
  intent?: string;
  answer: Promise<FinancialConnectionsResult>;
  /** Stripe's modal was asked for: nobody but the person can end it. */
  opened?: boolean;
  /** Aborted when nobody waits for it any more, though Stripe's modal may still be open. */
  signal: AbortSignal;
}

/** One flow at a time on a page: Stripe has one modal. */
let flow: Flow | undefined;

type Collect = (options: object) => Promise<StripeAnswer>;
type Opening = { stripe: Stripe; clientSecret: string };

/**
 * What was given, as wishes: one that is `undefined` counts as left out, and none at all are `undefined`. An event is no
 * wish: `onClick={collectAccounts}` is natural to write, and hands over the click, be it React's or the browser's. Nor is
 * how the last flow ended, which `useActionState(collectAccounts)` hands over. All of these have a `type`, and no wish has.
 */
function asWishes(given?: object): FinancialConnectionsParams | undefined {
  const wishes = given ?? {};
  const told = Object.entries(wishes).filter(([, wish]) => wish !== undefined && !('type' in wishes));
  return told.length ? Object.fromEntries(told) : undefined;
}

export function createLinkStore(settings: () => LinkSettings, clock: Clock): LinkStore {
  const { publish, ...observable } = createObservable(IDLE_LINK);
  const { getSnapshot } = observable;
  let isGone = false;
  let wishes: FinancialConnectionsParams | undefined;
  let controller: AbortController | undefined;

  const sessions = createFlowSessions({
    flow: 'financial_connections',
    clock,
    keepFor: KEEP_FOR,
    settings: () => ({ ...settings(), params: wishes }),
    isBusy: () => /open|verifying/.test(getSnapshot().status),
    onEnd(hasLeft) {
      isGone ||= hasLeft;
      controller?.abort();
      // How the last flow ended stays told to a page that was only hidden.
      publish(hasLeft ? { status: 'idle' } : IDLE_LINK);
    },
  });

  /** The wishes of one call go over those that the page has for all, one by one. */
  const wishesOf = (given?: FinancialConnectionsParams) =>
    asWishes({ ...settings().params, ...asWishes(given) });

  /** A session that was made ahead for other wishes is of no use. */
  const takeWishes = (given?: FinancialConnectionsParams) => {
    const params = wishesOf(given);
    if (isEqual(params, wishes)) return;
    sessions.reset();
    wishes = params;
  };

  const session = () => sessions.getSnapshot().session;
  const key = () => settings().publishableKey ?? session()?.publishableKey;
  const scriptOptions = () => {
    const { stripeAccount, locale = canonicalLocale(session()?.locale), loadTimeout: timeout } = settings();
    return { publishableKey: key()!, stripeAccount, locale, timeout, clock };
  };

  function checkKey() {
    const { stripe } = settings();
    const problem = !stripe && keyProblem(key(), session()?.livemode);
    if (!problem) return;
    // The page's own is still to come, as `useStripe()` has it, or never will.
    if (stripe === null && !key()) blocked();
    // The session is not kept, or the next click would find the same one again.
    sessions.reset('retry');
    throw problem;
  }

  async function loadStripe(): Promise<Stripe> {
    const { stripe, loadTimeout } = settings();
    if (!stripe && !key()) await sessions.prefetch();
    checkKey();
    // A `stripe` of the page's own may be a promise that never settles.
    const own =
      stripe && inTime(clock, loadTimeout, Promise.resolve(stripe).catch(blocked), () => late(loadTimeout));
    return (await (own ?? loadBankScript(scriptOptions()))) ?? blocked();
  }

  /** What is ready now, so that the modal opens in the click's own task and the browser counts it as the person's. */
  function openingNow(): Opening | undefined {
    const stripe = stripeNow();
    const clientSecret = stripe && sessions.takePrefetched();
    return clientSecret ? { stripe, clientSecret } : undefined;
  }

  function stripeNow(): Stripe | undefined {
    const { stripe } = settings();
    // A `stripe` of the page's own may still be a promise.
    if (stripe) return 'collectFinancialConnectionsAccounts' in stripe ? stripe : undefined;
    return bankScriptNow(scriptOptions());
  }

  async function prepare<Secret>(secret: () => Promise<Secret>) {
    const [, clientSecret] = await Promise.all([loadStripe(), secret()]);
    // The session may have come with another key or language than the one before it.
    return { stripe: stripeNow() ?? (await loadStripe()), clientSecret };
  }

  async function run(
    { method, params, options }: LinkRequest,
    signal: AbortSignal,
  ): Promise<FinancialConnectionsResult> {
    const { clientSecret: given, ...rest }: Partial<PaymentOptions> = options ?? {};
    const secret = options ? () => ownSecret(given, clock, signal) : sessions.fetchClientSecret;
    if (!options) takeWishes(params);
    for (let attempt = 1; ; attempt++) {
      const opening = (!options && openingNow()) || (await prepare(secret));
      if (signal.aborted) throw aborted();
      checkKey();
      const { stripe, clientSecret } = opening;
      if (!clientSecret) throw fault('flow_failed', { why: 'no_secret' });
      flow!.opened = true;
      publish({ status: 'open' });
      // Called on Stripe itself: its methods may need their `this`.
      const answer = await (stripe as unknown as Record<LinkMethod, Collect>)[method]({
        ...rest,
        clientSecret,
      });
      if (signal.aborted) throw aborted();
      try {
        const result = readAnswer(answer, method === 'collectBankAccountToken', session()?.account);
        return await confirm(result, signal);
      } catch (error) {
        if (attempt > 1 || typeof given === 'string' || !isSpent(error as EmbeddedError)) throw error;
        publish({ status: 'preparing' });
      }
    }
  }

  async function confirm(result: FinancialConnectionsResult, signal: AbortSignal) {
    const { verify, endpoint, account } = settings();
    if (!verify || !('session' in result)) return result;
    publish({ status: 'verifying' });
    const accounts = await verifySession(result.session, { endpoint, account, clock, signal });
    return result.type === 'linked' ? { ...result, accounts, verified: true } : result;
  }

  function finish(result: FinancialConnectionsResult) {
    publish({ status: 'idle', result, error: result.type === 'failed' ? result.error : undefined });
    return tell(result);
  }

  function tell(result: FinancialConnectionsResult) {
    const { onLinked, onCancel, onError } = settings();
    // Not inside the call that is told of: one may be refused at once.
    queueMicrotask(() =>
      shield(() => {
        if (result.type === 'linked') onLinked?.(result);
        if (result.type === 'cancelled') onCancel?.();
        if (result.type === 'failed') onError?.(result.error);
      }),
    );
    return result;
  }

  async function begin(mine: Flow, request: LinkRequest): Promise<FinancialConnectionsResult> {
    const { signal } = mine;
    publish({ ...IDLE_LINK, status: 'preparing' });
    const free = () => {
      if (flow === mine) flow = undefined;
    };
    let leave = () => {};
    const gone = new Promise<never>((_, reject) => {
      leave = () => {
        if (!mine.opened) free();
        reject(aborted());
      };
    });
    signal.addEventListener('abort', leave);
    const running = run(request, signal);
    running.then(free, free);
    try {
      return finish(await Promise.race([running, gone]));
    } catch (cause) {
      const failed = failure(asError(cause));
      return signal.aborted ? failed : finish(failed);
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  return {
    ...observable,
    collect(request) {
      if (isGone) return Promise.resolve(failure(aborted()));
      const { options } = request;
      const of = whoseBanks({ ...settings(), params: wishesOf(request.params) });
      const intent = options && String(options.clientSecret);
      if (flow) {
        // Money for one intent is no answer to who asked for another.
        const isOther = intent && flow.intent && flow.intent !== intent;
        if (isEqual(flow.of, of) && !flow.signal.aborted && !isOther) return flow.answer;
        const refused = failure(fault('flow_failed', { why: 'still_open' }));
        // Where the flow that is open is this hook's own, the hook goes on showing that one.
        return Promise.resolve(getSnapshot().status === 'idle' ? finish(refused) : tell(refused));
      }
      controller = new AbortController();
      const mine = (flow = { of, intent, signal: controller.signal } as Flow);
      mine.answer = begin(mine, request);
      return mine.answer;
    },
    async prefetch() {
      if (isGone || getSnapshot().status !== 'idle') return;
      takeWishes();
      // What fails here fails again with the click, and is told then.
      await prepare(sessions.prefetch).catch(() => {});
    },
    reset() {
      if (getSnapshot().status === 'idle') publish(IDLE_LINK);
    },
    hear: sessions.hear,
    retain() {
      isGone = false;
      return sessions.retain();
    },
  };
}

/** An intent's own secret, from the page. */
const ownSecret = (given: PaymentOptions['clientSecret'] | undefined, clock: Clock, signal: AbortSignal) =>
  withTimeout(async () => (typeof given === 'function' ? given() : given), {
    timeout: 15_000,
    clock,
    signal,
  });

const asError = (cause: unknown) =>
  cause instanceof EmbeddedError
    ? cause
    : fault('flow_failed', { message: String((cause as Error | undefined)?.message ?? cause) }, { cause });

const failure = (error: EmbeddedError): FinancialConnectionsResult => ({ type: 'failed', error });
