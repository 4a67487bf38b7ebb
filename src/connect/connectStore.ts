import { connectLocale } from '../appearance/connectLocale.js';
import { keyProblem } from '../session/checkKey.js';
import type { SessionReason } from '../session/contract.js';
import { createObservable } from '../session/createObservable.js';
import { endpointUrl } from '../session/endpointUrl.js';
import { fault, type EmbeddedError } from '../session/errors.js';
import { createFlowSessions } from '../session/flowSessions.js';
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
import { createBackoff } from './createBackoff.js';
import { createConnectLook } from './createConnectLook.js';
import { createHealing } from './createHealing.js';
import { createPresence } from './createPresence.js';
import { createSecretRequests } from './createSecretRequests.js';
import { createSessionEvents } from './createSessionEvents.js';
import { diagnoseFonts } from './diagnoseFonts.js';
import { endInstance } from './endInstance.js';
import { isPrerendered } from './isPrerendered.js';

const SOONEST_RENEWAL = 60_000;

let count = 0;

export function createConnectStore(initial: ConnectSettings, finder: StoreFinder): OwnConnectStore {
  let settings = initial;
  const { publish, ...observable } = createObservable(IDLE);
  const now = observable.getSnapshot;
  /** The person has signed out: it ends when those who are here have left, and whoever comes next begins anew. */
  let isLastVisit = false;
  /** Connect.js as it was when the instance was made. */
  let script: unknown;
  /** The key that it was started with: an endpoint may tell it once. */
  let startedKey: string | undefined;
  /** When an instance was last made for a session that was refused. */
  let renewedAt = -Infinity;
  /** Whose the newest session was. */
  let owner: string | undefined;
  let ignoreSignOuts = () => {};
  /** The mint that is under way: one that was overtaken, or given up, changes nothing any more. */
  let supplying: object | undefined;
  let startTimer: unknown;
  let laterTimer: unknown;
  const { clock } = initial;
  const events = createSessionEvents();
  const backoff = createBackoff();

  const accountNow = () => now().session?.account ?? settings.account;
  const tell = (step: SessionStep, account = accountNow()) =>
    events.tell({ ...step, at: clock.now(), account });

  const sessions = createFlowSessions({
    flow: 'connect',
    clock,
    settings: () => settings,
    onRequest: (reason) => tell({ type: 'requested', reason }),
  });

  /** One trouble is told once, however often it is met before it is over; again where another one stops the page. */
  const fail = (error: EmbeddedError, status: ConnectSnapshot['status'] = 'error') => {
    const { error: known, trouble } = now();
    const isNews = !known || (status === 'error' && trouble?.code !== error.code);
    const blocking = status === 'error' ? error : undefined;
    publish({ status, error, blocking, trouble: isNews ? error : trouble });
    if (isNews) tell({ type: 'failed', error });
  };

  // A start that was overtaken keeps the requests it began with: what its Connect.js asks for late, nobody answers.
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
    // A new instance alone is for the same person; who comes once it was let go is asked for as the first was.
    if (next) look.speak();
    store.drawn = false;
    publish({ ...IDLE, generation: now().generation + 1, person: now().person, ...next });
    if (step) tell(step, account);
  };

  /**
   * Mints what Connect.js waits for. It never sees a failure of ours: what it does with one is not known, so its
   * promise stays open until a retry succeeds, and a half-filled form outlives the trouble.
   */
  async function supply() {
    // While nobody is here the endpoint is not asked: whoever comes calls this again.
    if (supplying || !requests.isSomeOpen() || !presence.isSomebodyHere()) return;
    clock.clearTimeout(laterTimer);
    const mine = (supplying = {});
    const isStale = () => supplying !== mine;
    const shown = now().session?.account;
    try {
      let secret: string | undefined;
      while (secret === undefined) {
        await sessions.prefetch();
        if (isStale()) return;
        const { session } = sessions.getSnapshot();
        const key = settings.publishableKey ?? session?.publishableKey ?? startedKey;
        const problem = keyProblem(key, session?.livemode);
        if (problem) {
          // The session is not kept, or whoever comes next would find the same one again.
          sessions.reset('retry');
          throw problem;
        }
        // Somebody else has signed in: what is on the page is not theirs.
        if (shown && session?.account && shown !== session.account) {
          owner = session.account;
          return restart('retry', { person: now().person + 1 });
        }
        secret = sessions.takePrefetched();
        adopt();
      }
      backoff.reset();
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

  /** A refresh that fails for a while disturbs nobody: what is on the page goes on while it is tried again. */
  function postpone(error: EmbeddedError) {
    const { status, session } = now();
    const going = status === 'ready' && error.retryable;
    fail(error, going ? 'ready' : 'error');
    // What was on the page once comes back by itself, when the endpoint does.
    if (!going && !(now().instance && session && error.code.startsWith('endpoint_'))) return;
    laterTimer = clock.setTimeout(supply, backoff.next(error.retryAfter));
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
    publish({ status: 'loading' });
    const { generation, person } = now();
    const isStale = () => generation !== now().generation;
    const { publishableKey, loadTimeout, nonce } = settings;
    startTimer = clock.setTimeout(late, loadTimeout);
    try {
      if (settings.isLedOut) throw fault('unsupported_environment');
      const key = publishableKey ?? (await keyFromEndpoint(nonce));
      if (isStale()) return;
      const problem = keyProblem(key);
      if (problem) throw problem;
      startedKey = key;
      const { fonts } = settings;
      const instance = await startConnect(
        { publishableKey: key!, ...look.begin(), fonts },
        { clock, nonce, timeout: loadTimeout, newFetcher: requests.newFetcher },
      );
      if (isStale()) {
        // The person has gone while the script came. The instance has their session by now, which must end too.
        if (now().person !== person) void instance.logout().catch(() => {});
        return;
      }
      publish({ instance });
      script = scriptNow();
      if (process.env.NODE_ENV !== 'production') diagnoseFonts(fonts, settings.fonts);
      // The look may have changed while the script came.
      void look.bring();
      settle();
    } catch (error) {
      if (!isStale()) fail(error as EmbeddedError);
    }
  }

  async function keyFromEndpoint(nonce?: string) {
    preloadScript(nonce);
    await sessions.prefetch();
    return adopt()?.publishableKey;
  }

  /** What was minted becomes the session: of another person, where the server says so. */
  function adopt() {
    const { session } = sessions.getSnapshot();
    const isAnother = owner && session?.account && owner !== session.account;
    owner = session?.account ?? owner;
    if (isAnother || session?.locale) look.speak(connectLocale(session?.locale));
    publish({ session, ...(isAnother && { person: now().person + 1 }) });
    void look.bring();
    return session;
  }

  function late() {
    const { status, instance, session } = now();
    if (status !== 'loading') return;
    // The script has a time limit of its own: only a session that is late is told here.
    if (!instance && (settings.publishableKey || session)) return;
    fail(fault('endpoint_timeout', { timeout: settings.loadTimeout }, { retryable: true }));
  }

  function restart(reason: SessionReason, next?: Partial<ConnectSnapshot>) {
    halt(reason, next);
    // Whoever comes later, in whichever provider, is to find it by its key, also where nobody is here now.
    finder.remember(store);
    begin();
  }

  function release() {
    ignoreSignOuts();
    if (isLastVisit) return void end();
    halt('initial', {}, { type: 'released' });
  }

  async function end() {
    const { instance, status, person } = now();
    if (status === 'logged_out') return;
    const isHere = presence.isSomebodyHere();
    const blocking = isHere ? fault('logged_out') : undefined;
    owner = undefined;
    halt('initial', { status: 'logged_out', person: person + 1, blocking }, { type: 'logged_out' });
    isLastVisit = !isHere;
    if (instance) await endInstance(instance, clock);
  }

  /** Its person has signed out elsewhere. Where that is only likely, it ends when the last one who is here has left. */
  function endWithPerson(isSure: boolean) {
    // An idle one holds nothing of anybody; yet what was mounted just now is about to ask for whoever signs out.
    if (now().status === 'logged_out' || (now().status === 'idle' && !isSure)) return;
    if (presence.isFree() && finder.isForgotten()) return;
    isLastVisit = !isSure && presence.isSomebodyHere();
    if (!isLastVisit) void end();
  }

  function begin() {
    // While nobody is here nothing is begun: whoever comes does it, and answers what was asked for meanwhile.
    if (!presence.isSomebodyHere() || isPrerendered(begin)) return;
    void start();
    void supply();
  }

  const healing = createHealing(
    () => now().error,
    () => store.retry(),
  );

  const presence = createPresence({
    clock,
    arrive() {
      // Begun anew, so that whoever comes is not told of an end that they were not here for.
      if (isLastVisit) {
        void end();
        halt('initial');
      }
      ignoreSignOuts = signOuts.on(endpointUrl(settings.endpoint), endWithPerson);
      healing.begin();
    },
    depart: healing.end,
    outlasts: () => Boolean(now().instance) && !isLastVisit,
    // What was not ready yet is not waited for.
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
    retain() {
      const leave = presence.retain();
      // After all effects of this commit: the provider's own, which bring the newest settings and look, come last.
      queueMicrotask(begin);
      return leave;
    },
    stay: presence.stay,
    isUsed: presence.isSomebodyHere,
    isOver: () => !presence.isSomebodyHere() && Boolean(now().instance) && script !== scriptNow(),
    wears: (wished) => look.wears(wished, presence.isFree()),
    wear: look.wear,
    configure(next) {
      if (process.env.NODE_ENV !== 'production' && now().instance) diagnoseFonts(settings.fonts, next.fonts);
      settings = next;
    },
    renew(generation) {
      if (generation !== now().generation) return true;
      // A session that is refused again so soon would be refused each time.
      if (clock.now() - renewedAt < SOONEST_RENEWAL) return false;
      renewedAt = clock.now();
      restart('expired');
      return true;
    },
    retry() {
      renewedAt = -Infinity;
      if (!now().instance || !requests.isSomeOpen()) return restart('retry');
      const status = now().status === 'error' ? 'loading' : now().status;
      publish({ status, error: undefined, blocking: undefined });
      // A request that hangs is not waited for again.
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
