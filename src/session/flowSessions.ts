import type { QueryClient } from '@tanstack/react-query';
import type { Clock } from './clock.js';
import type { SessionFlow, SessionReason, SessionRequest } from './contract.js';
import type { SessionEndpoint } from './endpoint.js';
import { endpointUrl } from './endpointUrl.js';
import { mintSession } from './mintSession.js';
import { showMint } from './queryBridge.js';
import { createSessionStore, type SessionStore } from './sessionStore.js';
import { signOuts } from './signOuts.js';

/** What a session is asked for with. Read at each mint, so that its newest form counts. */
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
  /** What is under way ends: the last one has left for good, or else the person has signed out elsewhere. */
  onEnd?: (hasLeft: boolean) => void;
  /** Whether a person is in the middle of something, which only a sure sign-out ends. */
  isBusy?: () => boolean;
  keepFor?: number;
}

export interface FlowSessions extends SessionStore {
  /** Hears of a sign-out elsewhere on the page, also while what uses the sessions is hidden. Returns the way to stop. */
  hear(): () => void;
  /** Somebody is here. When the last one has left for good, what is under way is aborted. */
  retain(): () => void;
}

/** The sessions of one flow, from its endpoint, seen by the app's Query client. */
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
    // A bank session that the person closed may be opened again with its secret: that is Stripe's to say.
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
        // StrictMode leaves and comes back at once, and a page's own effect asks for a secret both times: from now on
        // there may be two that wait for one.
        store.part();
        queueMicrotask(() => {
          if (!users) end(true);
        });
      };
    },
  };
}
