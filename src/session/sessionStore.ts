import { aborted } from './aborted.js';
import type { Clock } from './clock.js';
import type { SessionInfo, SessionReason, SessionRequest } from './contract.js';
import { createObservable, type Observable } from './createObservable.js';
import { createShared } from './createShared.js';
import { EmbeddedError, fault } from './errors.js';
import type { MintedSession } from './mintSession.js';

export interface SessionSnapshot {
  /** What the newest session is doing. */
  status: 'idle' | 'loading' | 'ready' | 'error';
  /** What may be known of the newest session: never its secret. */
  session: SessionInfo | undefined;
  /** Why there is no session. */
  error: EmbeddedError | undefined;
}

/** One user of sessions: what it was given, what it is waiting for, and what it must never hand out again. */
export interface SessionStore extends Observable<SessionSnapshot> {
  /** A new, unexpired, never used secret. One user's calls at the same time share one request. */
  fetchClientSecret(): Promise<string>;
  /** The secret that was prefetched, if it is there and still good: for a click that cannot wait. */
  takePrefetched(): string | undefined;
  /** Mints a session and keeps it for the next caller. Does nothing while a good one is kept. */
  prefetch(): Promise<void>;
  /** Lets go of what is kept and mints anew. */
  refresh(): Promise<void>;
  /** Another user comes. Where the first one waits for a secret yet, each call mints its own from now on. */
  part(): void;
  /** When the newest session ends, by this page's clock. */
  expiresAt(): number | undefined;
  /** Aborts what is under way and forgets everything: the store is as new, but for the reason it gives next. */
  reset(reason?: SessionReason): void;
}

export interface SessionStoreOptions {
  mint: (request: Pick<SessionRequest, 'reason' | 'signal'>) => Promise<MintedSession>;
  clock: Clock;
  /** Milliseconds that a prefetched session is kept, whatever its own life. */
  keepFor?: number;
  /** Whether Stripe takes each secret once only, so that one which the endpoint gives again is of no use. */
  isOnce?: boolean;
}

/** A kept secret about to expire would be dead on arrival; one with a short life is good for half of it. */
const lastUse = (received: number, expiresAt: number) =>
  Math.max(expiresAt - 5_000, (received + expiresAt) / 2);

/** What is known before anything was asked for. */
const IDLE_SESSION: SessionSnapshot = { status: 'idle', session: undefined, error: undefined };

export function createSessionStore({
  mint,
  clock,
  keepFor = Infinity,
  isOnce,
}: SessionStoreOptions): SessionStore {
  const { publish, ...observable } = createObservable(IDLE_SESSION);
  let kept: { minted: MintedSession; received: number; until: number } | undefined;
  const minting = createShared<MintedSession>();
  const taking = createShared<string>();
  /** Two users may be waiting at once, and nothing tells which of them a call is from: each call needs its own secret. */
  let isParted = false;
  let controller = new AbortController();
  let reason: SessionReason = 'initial';
  let expiresAt: number | undefined;
  /** The newest one that was handed out: nobody can do anything with it any more. */
  let used: string | undefined;

  function failed(error: EmbeddedError) {
    reason = 'retry';
    publish({ status: 'error', error });
    return error;
  }

  async function start(isForAll: boolean) {
    const { signal } = controller;
    publish({ status: 'loading' });
    try {
      const minted = await mint({ reason, signal });
      if (signal.aborted) throw aborted();
      const received = clock.now();
      const until = Math.min(received + keepFor, lastUse(received, minted.expiresAt ?? Infinity));
      // What was minted for one call alone is not kept, or another might take it first.
      if (isForAll) kept = { minted, received, until };
      expiresAt = minted.expiresAt;
      reason = 'expired';
      publish({ status: 'ready', session: minted.info, error: undefined });
      return minted;
    } catch (cause) {
      const error = cause instanceof EmbeddedError ? cause : fault('endpoint_failed', {}, { cause });
      throw signal.aborted ? error : failed(error);
    }
  }

  const mintOnce = () => minting.share(() => start(true));

  /** Not where the clock was set back since: nobody knows then how old it is. */
  const isGood = () => kept && kept.received <= clock.now() && clock.now() <= kept.until;

  function handOut({ secret }: MintedSession) {
    const taken = secret.take();
    if (isOnce && taken === used) throw failed(fault('secret_reused', {}, { retryable: true }));
    used = taken;
    return taken;
  }

  /** What was only just minted is for those who wait for it. */
  const takeKept = () => {
    if (minting.isOpen()) return undefined;
    const good = isGood() ? kept?.minted : undefined;
    kept = undefined;
    return good && handOut(good);
  };

  async function take() {
    const prefetched = takeKept();
    if (prefetched !== undefined) return prefetched;
    // What was just minted is handed out, however short its life.
    const minted = await (isParted ? start(false) : mintOnce());
    kept = undefined;
    return handOut(minted);
  }

  return {
    ...observable,
    fetchClientSecret: () => (isParted ? take() : taking.share(take)),
    takePrefetched: takeKept,
    async prefetch() {
      if (!isGood()) await mintOnce();
    },
    async refresh() {
      kept = undefined;
      await mintOnce();
    },
    part() {
      isParted ||= taking.isOpen();
    },
    expiresAt: () => expiresAt,
    reset(next = 'initial') {
      reason = next;
      isParted = false;
      controller.abort();
      controller = new AbortController();
      kept = undefined;
      minting.forget();
      taking.forget();
      publish(IDLE_SESSION);
    },
  };
}
