import type { QueryClient } from '@tanstack/react-query';
import { aborted } from './aborted.js';
import type { Clock } from './clock.js';
import type { SessionFlow, SessionInfo, SessionReason, SessionRequest } from './contract.js';
import { createObservable, type Observable } from './createObservable.js';
import { createShared } from './createShared.js';
import type { SessionEndpoint } from './endpoint.js';
import { EmbeddedError, fault } from './errors.js';
import { mintSession, type MintedSession } from './mintSession.js';
import { showMint } from './queryBridge.js';

export interface SessionSnapshot {
  /** The status of the newest session. */
  status: 'idle' | 'loading' | 'ready' | 'error';
  /** The metadata of the newest session. It never includes the secret. */
  session: SessionInfo | undefined;
  /** Why there is no session. */
  error: EmbeddedError | undefined;
}

/**
 * The sessions of one consumer, minted by its endpoint and shown in the app's `QueryClient`: what it received, what it
 * is waiting for, and what it must never receive again.
 */
export interface SessionStore extends Observable<SessionSnapshot> {
  /**
   * Resolves with a new, unexpired, unused secret: the prefetched one, or one from the next session. `isAlone` mints a
   * session that no other caller can get.
   */
  take(isAlone?: boolean): Promise<string>;
  /** Returns the prefetched secret, if there is one and it is still good: for a click that cannot wait. */
  takePrefetched(): string | undefined;
  /** Mints a session and keeps it for the next caller. Does nothing while a good one is kept. */
  prefetch(): Promise<void>;
  /** Drops the kept session and mints a new one. */
  refresh(): Promise<void>;
  /** When the newest session expires, by this page's clock. */
  expiresAt(): number | undefined;
  /**
   * Aborts pending requests and forgets everything. The store is then as new, except for the reason of the next
   * request.
   */
  reset(reason?: SessionReason): void;
}

/** The settings of a mint. They are read at each mint, so the newest values apply. */
interface MintSettings {
  endpoint: SessionEndpoint;
  queryClient?: QueryClient;
  account?: string;
  components?: string[];
  params?: object;
}

export interface SessionStoreOptions {
  flow: SessionFlow;
  clock: Clock;
  settings: () => MintSettings;
  onRequest?: (reason: SessionReason) => void;
  /** The maximum time to keep a prefetched session, in milliseconds, even if it lives longer. */
  keepFor?: number;
}

/**
 * A kept secret is not used in its last 5 seconds, or it might expire on the way. A short-lived one is good for half
 * its life.
 */
const lastUse = (received: number, expiresAt: number) =>
  Math.max(expiresAt - 5_000, (received + expiresAt) / 2);

/** The state before the first request. */
const IDLE_SESSION: SessionSnapshot = { status: 'idle', session: undefined, error: undefined };

export function createSessionStore({
  flow,
  clock,
  settings,
  onRequest,
  keepFor = Infinity,
}: SessionStoreOptions): SessionStore {
  const { publish, ...observable } = createObservable(IDLE_SESSION);
  let kept: { minted: MintedSession; received: number; until: number } | undefined;
  const minting = createShared<MintedSession>();
  let controller = new AbortController();
  let reason: SessionReason = 'initial';
  let expiresAt: number | undefined;
  /** The secret that was handed out last: it cannot be used again. */
  let used: string | undefined;

  function failed(error: EmbeddedError) {
    reason = 'retry';
    publish({ status: 'error', error });
    return error;
  }

  function mint(signal: AbortSignal) {
    const { endpoint, queryClient, account, components, params } = settings();
    const request: SessionRequest = { flow, reason, account, components, params, signal };
    onRequest?.(reason);
    const minting = mintSession(endpoint, request, clock);
    if (queryClient) showMint(queryClient, request, minting);
    return minting;
  }

  async function start(isForAll: boolean) {
    const { signal } = controller;
    publish({ status: 'loading' });
    try {
      const minted = await mint(signal);
      if (signal.aborted) throw aborted();
      const received = clock.now();
      const until = Math.min(received + keepFor, lastUse(received, minted.expiresAt ?? Infinity));
      // A session minted for a single call is not kept, or another call might take it first.
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

  /** Not good if the clock was set back since, because its age is unknown then. */
  const isGood = () => kept && kept.received <= clock.now() && clock.now() <= kept.until;

  function handOut({ secret }: MintedSession) {
    const taken = secret.take();
    // A bank session that the person closed may be reopened with the same secret: Stripe decides.
    if (flow === 'connect' && taken === used) throw failed(fault('secret_reused', {}, { retryable: true }));
    used = taken;
    return taken;
  }

  /** While a mint is pending, its session belongs to the callers that wait for it. */
  const takeKept = () => {
    if (minting.isOpen()) return undefined;
    const good = isGood() ? kept?.minted : undefined;
    kept = undefined;
    return good && handOut(good);
  };

  return {
    ...observable,
    async take(isAlone) {
      const prefetched = takeKept();
      if (prefetched !== undefined) return prefetched;
      // A session that was just minted is handed out however short its life is.
      const minted = await (isAlone ? start(false) : mintOnce());
      kept = undefined;
      return handOut(minted);
    },
    takePrefetched: takeKept,
    async prefetch() {
      if (!isGood()) await mintOnce();
    },
    async refresh() {
      kept = undefined;
      await mintOnce();
    },
    expiresAt: () => expiresAt,
    reset(next = 'initial') {
      reason = next;
      controller.abort();
      controller = new AbortController();
      kept = undefined;
      minting.forget();
      publish(IDLE_SESSION);
    },
  };
}
