import { dehydrate, QueryClient } from '@tanstack/react-query';
import { act } from '@testing-library/react';
import type { SessionRequest } from 'stripe-embedded';
import { onTestFinished, vi } from 'vitest';
import { stage } from '../support/stage.js';
import { searchFor } from './searchFor.js';

const CONSOLE = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'] as const;

/** A stage on which every secret is marked, and every place where one could leak is watched. */
export function canaryStage() {
  const set = stage({ sessionTtl: 60 });
  const { sandbox } = set;
  const marks: string[] = ['CANARY'];
  /** Everything that was shown or logged in the meantime, so that what disappears quickly is still found. */
  const heard: unknown[] = [];
  const listen = (...values: unknown[]) => void heard.push(...values);

  const queryClient = new QueryClient();
  const everythingCached = () => [
    queryClient.getQueryCache().getAll(),
    queryClient.getMutationCache().getAll(),
    dehydrate(queryClient, { shouldDehydrateQuery: () => true, shouldDehydrateMutation: () => true }),
  ];
  const spies = [
    ...CONSOLE.map((name) => vi.spyOn(console, name).mockImplementation(listen)),
    vi.spyOn(history, 'pushState').mockImplementation(listen),
    vi.spyOn(history, 'replaceState').mockImplementation(listen),
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(listen),
    vi.spyOn(window, 'postMessage').mockImplementation(listen as typeof window.postMessage),
    vi.spyOn(document, 'cookie', 'set').mockImplementation(listen),
    vi.spyOn(Element.prototype, 'setAttribute'),
  ];
  const stops = [
    queryClient.getQueryCache().subscribe((event) => listen(JSON.stringify(event.query.state))),
    queryClient.getMutationCache().subscribe((event) => {
      const { mutation } = event;
      listen(JSON.stringify([mutation?.state, mutation?.options, mutation?.meta]), ...everythingCached());
    }),
  ];
  onTestFinished(() => {
    for (const stop of stops) stop();
    for (const spy of spies) spy.mockRestore();
    queryClient.clear();
  });

  /** The unguessable part of a secret: half of it would be a leak too. */
  const mark = (secret: string) => {
    marks.push(secret.slice(-20));
    return secret;
  };

  return {
    ...set,
    queryClient,
    listen,
    mark,
    endpoint: async (request: SessionRequest) => {
      const session = await sandbox.endpoint(request);
      // A session that is only read has been closed, so its secret is useless.
      if (session.clientSecret) mark(session.clientSecret);
      return session;
    },
    /** The places where a secret was found: none, in a passing test. */
    finds: () =>
      searchFor(marks, {
        heard,
        document,
        cache: everythingCached(),
        storage: [Object.entries(localStorage), Object.entries(sessionStorage), document.cookie, window.name],
        history: [location.href, history.state],
        attributes: (spies.at(-1) as { mock: { calls: unknown[] } }).mock.calls,
      }),
    marks,
    /** Lets some time pass, and looks for what disappears quickly. */
    async pass(ms = 0) {
      act(() => sandbox.advance(ms));
      listen(...everythingCached());
      await set.tick();
    },
  };
}
