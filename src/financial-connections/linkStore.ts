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
import { unlessAborted } from '../session/unlessAborted.js';
import { withTimeout } from '../session/withTimeout.js';
import { bankScriptNow, blocked, late, loadBankScript } from './bankScript.js';
import type {
  FinancialConnectionsParams,
  LinkRequest,
  LinkSettings,
  LinkSnapshot,
  PaymentOptions,
} from './linkTypes.js';
import { isSpent, readAnswer, type FinancialConnectionsResult, type StripeAnswer } from './result.js';
import { verifySession } from './verifySession.js';
import { whoseBanks } from './whoseBanks.js';

/** A secret that was prefetched for a click is kept no longer than this, even if it lives longer. */
const KEEP_FOR = 5 * 60_000;

const IDLE_LINK: LinkSnapshot = { status: 'idle', result: undefined, error: undefined };

/** Links bank accounts for one hook, outside React. */
interface LinkStore extends Observable<LinkSnapshot>, Pick<FlowSessions, 'hear' | 'retain'> {
  /** Opens Stripe's modal. Never rejects. */
  collect(request: LinkRequest): Promise<FinancialConnectionsResult>;
  /** Loads the script and mints a session, so that a click can open the modal at once. */
  prefetch(): Promise<void>;
  reset(): void;
}

interface Flow {
  /** The owner of the accounts: nobody else gets the result. */
  of: unknown[];
  /** The secret of the intent that the flow is for, as the page passed it. */
  intent?: string;
  answer: Promise<FinancialConnectionsResult>;
  /** Whether Stripe's modal was requested: then only the user can end the flow. */
  opened?: boolean;
  /** Aborted when the result is no longer needed, although Stripe's modal may still be open. */
  signal: AbortSignal;
}

/** One flow at a time per page, because Stripe has one modal. */
let flow: Flow | undefined;

type Collect = (options: object) => Promise<StripeAnswer>;
type Opening = { stripe: Stripe; clientSecret: string };

/**
 * Converts an argument to wishes. A wish that is `undefined` counts as omitted, and without any wishes the result is
 * `undefined`. Some arguments are not wishes: `onClick={collectAccounts}` is natural to write and passes the event
 * (React's or the browser's), and `useActionState(collectAccounts)` passes the last result. Both have a `type`, which
 * wishes never have.
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
      if (flow?.signal.aborted && !flow.opened) flow = undefined;
      // A page that was only hidden keeps the result of the last flow.
      publish(hasLeft ? { status: 'idle' } : IDLE_LINK);
    },
  });

  /** Each wish of a call overrides the same wish of the hook. */
  const wishesOf = (given?: FinancialConnectionsParams) =>
    asWishes({ ...settings().params, ...asWishes(given) });

  /** Drops a session that was prefetched for other wishes. */
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
    // The page's own `stripe` has not loaded yet, as with `useStripe()`, or never will.
    if (stripe === null && !key()) blocked();
    // Drop the session, or the next click would get the same one again.
    sessions.reset('retry');
    throw problem;
  }

  async function loadStripe(): Promise<Stripe> {
    const { stripe, loadTimeout } = settings();
    if (!stripe && !key()) await sessions.prefetch();
    checkKey();
    // The page's own `stripe` may be a promise that never settles.
    const own =
      stripe && inTime(clock, loadTimeout, Promise.resolve(stripe).catch(blocked), () => late(loadTimeout));
    return (await (own ?? loadBankScript(scriptOptions()))) ?? blocked();
  }

  /** What is ready now, so that the modal opens in the task of the click and the browser counts it as a user action. */
  function openingNow(): Opening | undefined {
    const stripe = stripeNow();
    const clientSecret = stripe && sessions.takePrefetched();
    return clientSecret ? { stripe, clientSecret } : undefined;
  }

  function stripeNow(): Stripe | undefined {
    const { stripe } = settings();
    // The page's own `stripe` may still be a promise.
    if (stripe) return 'collectFinancialConnectionsAccounts' in stripe ? stripe : undefined;
    return bankScriptNow(scriptOptions());
  }

  async function prepare<Secret>(secret: () => Promise<Secret>) {
    const [, clientSecret] = await Promise.all([loadStripe(), secret()]);
    // The new session may have another key or language than the one before.
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
      // Call it on the Stripe object, because its methods may need `this`.
      const answer = await (stripe as unknown as Record<LinkRequest['method'], Collect>)[method]({
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
    // Not inside the `collect` call itself: a call may be refused synchronously.
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
    const running = run(request, signal);
    running.then(free, free);
    try {
      return finish(await unlessAborted(signal, () => running));
    } catch (cause) {
      const failed = failure(asError(cause));
      return signal.aborted ? failed : finish(failed);
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
        // The result for one intent is no answer for a caller with another intent.
        const isOther = intent && flow.intent && flow.intent !== intent;
        if (isEqual(flow.of, of) && !flow.signal.aborted && !isOther) return flow.answer;
        const refused = failure(fault('flow_failed', { why: 'still_open' }));
        // If the open flow belongs to this hook, the hook keeps showing that one.
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
      // What fails here fails again at the click, and is reported then.
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

/** The intent's secret, from the page. */
const ownSecret = (given: PaymentOptions['clientSecret'] | undefined, clock: Clock, signal: AbortSignal) =>
  withTimeout(async () => (typeof given === 'function' ? given() : given), { clock, signal });

const asError = (cause: unknown) =>
  cause instanceof EmbeddedError
    ? cause
    : fault('flow_failed', { message: String((cause as Error | undefined)?.message ?? cause) }, { cause });

const failure = (error: EmbeddedError): FinancialConnectionsResult => ({ type: 'failed', error });
