import type { QueryClient } from '@tanstack/react-query';
import type { Clock } from './clock.js';
import type { SessionFlow, SessionReason, SessionRequest } from './contract.js';
import type { SessionEndpoint } from './endpoint.js';
import { endpointUrl } from './endpointUrl.js';
import { mintSession } from './mintSession.js';
import { showMint } from './queryBridge.js';
import { createSessionStore, type SessionStore } from './sessionStore.js';
import { signOuts } from './signOuts.js';

/** The settings of a mint. They are read at each mint, so the newest values apply. */
interface FlowSettings {
  endpoint: SessionEndpoint;
  queryClient?: QueryClient;
  account?: string;
  components?: string[];
  params?: object;
}

export interface FlowSessionsOptions {
  flow: SessionFlow;
  clock: Clock;
  settings: () => FlowSettings;
  onRequest?: (reason: SessionReason) => void;
  /**
   * Called when pending work ends: the last user of the sessions has left for good, or the person signed out
   * elsewhere.
   */
  onEnd?: (hasLeft: boolean) => void;
  /** Whether a person is in the middle of something that only a certain sign-out may end. */
  isBusy?: () => boolean;
  keepFor?: number;
}

export interface FlowSessions extends SessionStore {
  /**
   * Listens for sign-outs elsewhere on the page, even while its component is hidden. Returns the function that stops.
   */
  hear(): () => void;
  /** Registers a user of the sessions. When the last one has left for good, pending work is aborted. */
  retain(): () => void;
}

/** The sessions of one flow, minted by its endpoint and shown in the app's `QueryClient`. */
export function createFlowSessions({
  flow,
  clock,
  settings,
  onRequest,
  onEnd,
  isBusy,
  keepFor,
}: FlowSessionsOptions): FlowSessions {
  let users = 0;
  const store = createSessionStore({
    clock,
    keepFor,
    // A bank session that the person closed may be reopened with the same secret: Stripe decides.
    isOnce: flow === 'connect',
    mint({ reason, signal }) {
      const { endpoint, queryClient, account, components, params } = settings();
      const request: SessionRequest = { flow, reason, account, components, params, signal };
      onRequest?.(reason);
      const minting = mintSession(endpoint, request, clock);
      if (queryClient) showMint(queryClient, request, minting);
      return minting;
    },
  });
  const end = (hasLeft: boolean) => {
    store.reset();
    onEnd?.(hasLeft);
  };
  return {
    ...store,
    hear: () =>
      signOuts.on(endpointUrl(settings().endpoint), (isSure) => {
        if (isSure || !isBusy?.()) end(false);
      }),
    retain() {
      users++;
      return () => {
        users--;
        // StrictMode unmounts and remounts at once, and the page's own effect asks for a secret both times. From now
        // on, two callers may be waiting for a secret.
        store.part();
        queueMicrotask(() => {
          if (!users) end(true);
        });
      };
    },
  };
}
