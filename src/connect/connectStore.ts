import { connectLocale } from '../appearance/connectLocale.js';
import { keyProblem } from '../session/checkKey.js';
import type { SessionReason } from '../session/contract.js';
import { createObservable } from '../session/createObservable.js';
import { endpointUrl } from '../session/endpointUrl.js';
import { fault, type EmbeddedError } from '../session/errors.js';
import { isPrerendered } from '../session/isPrerendered.js';
import { createSessionStore } from '../session/sessionStore.js';
import { signOuts } from '../session/signOuts.js';
import { preloadScript, scriptNow, startConnect } from './connectScript.js';
import {
  IDLE,
  type ConnectSettings,
  type ConnectSnapshot,
  type OwnConnectStore,
  type SessionStep,
  type StoreFinder,
} from './connectTypes.js';
import { createConnectLook } from './createConnectLook.js';
import { createHealing } from './createHealing.js';
import { createPresence } from './createPresence.js';
import { createSecretRequests } from './createSecretRequests.js';
import { createSessionEvents } from './createSessionEvents.js';
import { diagnoseFonts } from './diagnoseFonts.js';
import { endInstance } from './endInstance.js';

const SOONEST_RENEWAL = 60_000;
const LONGEST_PAUSE = 60_000;
/** Caps even the pause that a server asks for: the page looks fine meanwhile, so there is no Retry button to press. */
const LONGEST_UNSEEN = 3 * 60_000;

let count = 0;

export function createConnectStore(initial: ConnectSettings, finder: StoreFinder): OwnConnectStore {
  let settings = initial;
  const { publish, ...observable } = createObservable(IDLE);
  const now = observable.getSnapshot;
  /** The user has signed out: the store ends when its current users have left, and the next one starts over. */
  let isLastVisit = false;
  /** The Connect.js that created the instance. */
  let script: unknown;
  /** The key that Connect.js was started with: an endpoint may send it only once. */
  let startedKey: string | undefined;
  /** When an instance was last created because a session was refused. */
  let renewedAt = -Infinity;
  let toldAt: number; // When an event was last reported.
  /** The account of the newest session. */
  let owner: string | undefined;
  let ignoreSignOuts = () => {};
  /** The pending mint. One that was overtaken or abandoned no longer has any effect. */
  let supplying: object | undefined;
  /** Refreshes that have failed since the last success: each is retried later than the one before. */
  let failures = 0;
  let startTimer: unknown;
  let laterTimer: unknown;
  const { clock } = initial;
  const events = createSessionEvents();

  const accountNow = () => now().session?.account ?? settings.account;
  const tell = (step: SessionStep, account = accountNow()) =>
    events.tell({ ...step, at: (toldAt = clock.now()), account });

  const sessions = createSessionStore({
    flow: 'connect',
    clock,
    settings: () => settings,
    onRequest: (reason) => tell({ type: 'requested', reason }),
  });

  /** Reports a problem once, however often it occurs before it is over, and again if a different one stops the page. */
  const fail = (error: EmbeddedError, status: ConnectSnapshot['status'] = 'error') => {
    const { error: known, trouble } = now();
    const isNews = !known || (status === 'error' && trouble?.code !== error.code);
    const blocking = status === 'error' ? error : undefined;
    publish({ status, error, blocking, trouble: isNews ? error : trouble });
    if (isNews) tell({ type: 'failed', error });
  };

  // A start that was overtaken keeps its own requests: late ones from its Connect.js are never answered.
  const newRequests = () => createSecretRequests(() => void supply());
  let requests = newRequests();

  const look = createConnectLook(
    initial.look,
    () => now().instance,
    (error) => tell({ type: 'failed', error }),
  );

  const halt = (reason: SessionReason, next?: Partial<ConnectSnapshot>, step?: SessionStep) => {
    const account = accountNow();
    finder.forget(store);
    sessions.reset(reason);
    clock.clearTimeout(startTimer);
    clock.clearTimeout(laterTimer);
    supplying = undefined;
    requests = newRequests();
    isLastVisit = false;
    store.drawn = false;
    publish({ ...IDLE, generation: now().generation + 1, person: now().person, ...next });
    if (step) tell(step, account);
  };

  /**
   * Mints the secret that Connect.js waits for. Connect.js never sees our failures, because we do not know how it
   * handles them. Its promise stays pending until a retry succeeds, so a half-filled form survives the problem.
   */
  async function supply() {
    // Do not call the endpoint while the store has no users: the next one calls this again.
    if (supplying || !requests.isSomeOpen() || !presence.isUsed()) return;
    clock.clearTimeout(laterTimer);
    const mine = (supplying = {});
    const isStale = () => supplying !== mine;
    try {
      const secret = await sessions.take();
      if (isStale()) return;
      const { session } = sessions.getSnapshot();
      const key = settings.publishableKey ?? session?.publishableKey ?? startedKey;
      const problem = keyProblem(key, session?.livemode);
      if (problem) {
        // The next request is another attempt, not a refresh.
        sessions.reset('retry');
        throw problem;
      }
      adopt();
      // Another user has signed in, and everything has started over for them.
      if (isStale()) return;
      failures = 0;
      if (now().status === 'ready') renewedAt = -Infinity;
      tell({ type: 'minted', expiresAt: now().session?.expiresAt });
      requests.answer(secret);
      settle();
    } catch (error) {
      if (!isStale()) postpone(error as EmbeddedError);
    } finally {
      if (!isStale()) supplying = undefined;
    }
  }

  /** A refresh that fails temporarily disturbs nobody: the page keeps working while it is retried. */
  function postpone(error: EmbeddedError) {
    const { status, session } = now();
    const going = status === 'ready' && error.retryable;
    fail(error, going ? 'ready' : 'error');
    // A page that worked before recovers by itself when the endpoint does.
    if (!going && !(now().instance && session && error.code.startsWith('endpoint_'))) return;
    const pause = error.retryAfter ?? Math.min(LONGEST_PAUSE, 2_000 * 2 ** failures++);
    laterTimer = clock.setTimeout(supply, Math.min(LONGEST_UNSEEN, pause));
  }

  function settle() {
    if (!now().instance || requests.isSomeOpen()) return;
    clock.clearTimeout(startTimer);
    const isFirst = now().status !== 'ready';
    publish({ status: 'ready', error: undefined, blocking: undefined });
    if (isFirst) tell({ type: 'ready' });
  }

  async function start() {
    if (now().status !== 'idle') return;
    finder.remember(store);
    publish({ status: 'loading', error: undefined });
    const { generation, person } = now();
    const isStale = () => generation !== now().generation;
    startTimer = clock.setTimeout(late, settings.loadTimeout);
    try {
      if (settings.isLedOut) throw fault('unsupported_environment');
      const key = settings.publishableKey ?? (await keyFromEndpoint());
      if (isStale()) return;
      const problem = keyProblem(key);
      if (problem) throw problem;
      startedKey = key;
      const { fonts } = settings;
      const instance = await startConnect(
        { publishableKey: key!, ...look.begin(), fonts },
        { ...settings, newFetcher: requests.newFetcher },
      );
      if (isStale()) {
        // The user left while the script was loading. The instance has their session by now, which must end too.
        if (now().person !== person) void instance.logout().catch(() => {});
        return;
      }
      publish({ instance });
      script = scriptNow();
      if (process.env.NODE_ENV !== 'production') diagnoseFonts(fonts, settings.fonts);
      // The look may have changed while the script was loading.
      void look.bring();
      settle();
    } catch (error) {
      if (!isStale()) fail(error as EmbeddedError);
    }
  }

  async function keyFromEndpoint() {
    preloadScript(settings.nonce);
    await sessions.prefetch();
    adopt();
    return now().session?.publishableKey;
  }

  /** The minted session becomes the current one. It is another user's if the server names another account. */
  function adopt() {
    const { session } = sessions.getSnapshot();
    const isAnother = owner && session?.account && owner !== session.account;
    owner = session?.account ?? owner;
    const person = now().person + (isAnother ? 1 : 0);
    if (isAnother || session?.locale) look.speak(connectLocale(session?.locale));
    // What is on the page belongs to the user before.
    if (isAnother && now().session) return restart('retry', { person });
    publish({ session, person });
    void look.bring();
  }

  function late() {
    const { status, instance, session } = now();
    if (status !== 'loading') return;
    // The script has its own time limit: this reports only a late session.
    if (!instance && (settings.publishableKey || session)) return;
    fail(fault('endpoint_timeout', { timeout: settings.loadTimeout }, { retryable: true }));
  }

  function restart(reason: SessionReason, next?: Partial<ConnectSnapshot>) {
    halt(reason, next);
    // Providers that mount later must find it by its key, even if it has no users now.
    finder.remember(store);
    begin();
  }

  function release() {
    ignoreSignOuts();
    if (isLastVisit) return void end();
    const { status, error, trouble } = now();
    const isOut = status === 'logged_out';
    const kept = isOut ? { status } : status === 'error' ? { error, trouble } : undefined;
    // Whoever comes next may speak another language.
    look.speak();
    halt('initial', kept, { type: 'released' });
    isLastVisit = isOut;
    // A provider without components, such as a header's, shares what the next route starts.
    if (!kept && look.isWorn()) finder.remember(store);
  }

  async function end() {
    const { instance, status, person } = now();
    if (status === 'logged_out') return;
    const isHere = presence.isUsed();
    const blocking = isHere ? fault('logged_out') : undefined;
    // Whoever signs in next may be someone else.
    owner = undefined;
    look.speak();
    halt('initial', { status: 'logged_out', person: person + 1, blocking }, { type: 'logged_out' });
    isLastVisit = !isHere;
    if (instance) await endInstance(instance, clock);
  }

  /** The user has signed out elsewhere. If that is only likely, the store ends when its last current user has left. */
  function endWithPerson(isSure: boolean) {
    // An idle store holds no session. But if the sign-out is certain, one that just mounted must not request one for
    // that user.
    if (now().status === 'logged_out' || (now().status === 'idle' && !isSure)) return;
    if (presence.isFree() && finder.isForgotten()) return;
    isLastVisit = !isSure && presence.isUsed();
    if (!isLastVisit) void end();
  }

  function begin() {
    // Start nothing while the store has no users: the next one does, and answers the requests made meanwhile.
    if (!presence.isUsed() || isPrerendered(begin)) return;
    void start();
    void supply();
  }

  const presence = createPresence({
    clock,
    arrive() {
      ignoreSignOuts = signOuts.on(endpointUrl(settings.endpoint), endWithPerson);
      return createHealing(() => now().error, store.retry);
    },
    outlasts: () => Boolean(now().instance) && !isLastVisit,
    // An instance that was not ready yet is not kept.
    isKept: () => now().status === 'ready' && !isLastVisit,
    expiresAt: sessions.expiresAt,
    release,
  });

  const store: OwnConnectStore = {
    id: ++count,
    clock,
    renews: true,
    drawn: false,
    ...observable,
    onEvent: events.onEvent,
    hasten() {
      if (now().status === 'idle' && !settings.isLedOut) preloadScript(settings.nonce);
    },
    retain(components) {
      // Start over, so that a new user does not see a session from before they came, its end or its error. But a page that
      // stays may replace its components with each error, at once, and must not call the endpoint each time.
      const isThere = look.isWorn() && clock.now() - toldAt < 1_000;
      const isPast = components && !isThere && !(now().instance && now().session) && now().status === 'error';
      if (!presence.isShown() && (isLastVisit || isPast)) {
        if (isLastVisit) void end();
        halt('initial');
      }
      const leave = presence.retain(components);
      // Wait for all effects of this commit: the provider's own, which pass the newest settings and look, run last.
      if (components !== 0) queueMicrotask(begin);
      return leave;
    },
    stay: presence.stay,
    isUsed: presence.isUsed,
    isOver: () => !presence.isUsed() && Boolean(now().instance) && script !== scriptNow(),
    wears: (wished) => look.wears(wished, presence.isFree()),
    wear: look.wear,
    configure(next) {
      if (process.env.NODE_ENV !== 'production' && now().instance) diagnoseFonts(settings.fonts, next.fonts);
      settings = next;
    },
    renew(generation) {
      if (generation !== now().generation) return true;
      // A session that is refused again this soon would be refused every time.
      if (clock.now() - renewedAt < SOONEST_RENEWAL) return false;
      renewedAt = clock.now();
      restart('expired');
      return true;
    },
    retry() {
      renewedAt = -Infinity;
      if (!now().instance || !requests.isSomeOpen()) return restart('retry');
      const { status } = now();
      publish({ status: status === 'error' ? 'loading' : status, error: undefined, blocking: undefined });
      // Do not keep waiting for a request that hangs.
      sessions.reset('retry');
      supplying = undefined;
      clock.clearTimeout(startTimer);
      startTimer = clock.setTimeout(late, settings.loadTimeout);
      void supply();
    },
    refresh: () => restart('retry'),
    logout() {
      const ending = end();
      signOuts.tell(endpointUrl(settings.endpoint), true, endWithPerson);
      return ending;
    },
    loseAccount(isNews) {
      void end();
      if (isNews) signOuts.tell(endpointUrl(settings.endpoint), false, endWithPerson);
    },
  };
  return store;
}
