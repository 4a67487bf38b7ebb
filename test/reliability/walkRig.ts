import { QueryClient } from '@tanstack/react-query';
import { act, cleanup } from '@testing-library/react';
import {
  EmbeddedError,
  type SessionEndpoint,
  type SessionRequest,
  type SessionResponse,
} from 'stripe-embedded';
import { createManualClock, createSandbox, type SandboxOptions } from 'stripe-embedded/sandbox';
import { vi } from 'vitest';
import { settle } from './settle.js';

/** What the session endpoint does with a request. */
export const WEATHERS = ['works', 'slow', 'hangs', 'throws', 'html', 401, 429, 500] as const;
export type Weather = (typeof WEATHERS)[number];

/** The endpoint as a page's own function, or as a URL. */
export type EndpointForm = 'function' | 'url';

/** Milliseconds. */
export const SESSION_LIFE = 60_000;

let rigs = 0;

/** A sandbox, an endpoint whose behaviour can change, and checks for what must never happen. */
export function openWalkRig(unknown: SandboxOptions['unknown']) {
  const rig = ++rigs;
  const sandbox = createSandbox({ clock: createManualClock(), sessionTtl: SESSION_LIFE / 1000, unknown });
  const uninstall = sandbox.install(window);
  const queryClient = new QueryClient();
  const broken: string[] = [];
  const ends = new Map<string, number>();
  const state = {
    weather: 'works' as Weather,
    account: sandbox.accounts[0]!.id as string | undefined,
    /** Nothing of the library is on the page. */
    left: false,
  };

  const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(true);
  const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible');
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
  // Stripe's loaders warn about a script that was there before them.
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const onRejection = (reason: unknown) => broken.push(`an unhandled rejection: ${String(reason)}`);
  process.on('unhandledRejection', onRejection);

  /** One request is one mint: it is in flight until it is answered or aborted. */
  function createEndpoint(form: EndpointForm, name = 'page'): SessionEndpoint {
    const requests: Array<{ account?: string; signal: AbortSignal; open: boolean }> = [];

    async function serve(request: SessionRequest) {
      const { account, signal } = request;
      const flying = requests.filter((one) => one.open && !one.signal.aborted && one.account === account);
      if (flying.length) broken.push('two mints were in flight');
      const mine = { account, signal, open: true };
      requests.push(mine);
      try {
        const { weather } = state;
        if (weather === 'hangs') await new Promise(() => {});
        if (weather === 'slow') await new Promise<void>((go) => void sandbox.clock.setTimeout(go, 3_000));
        if (weather === 'throws') throw new TypeError('no such thing');
        if (weather === 'html') return { status: 200, body: '<html>' };
        if (typeof weather === 'number') return { status: weather, body: '{}' };
        const session = await sandbox.endpoint({ ...request, signal: undefined });
        ends.set(session.clientSecret, (session.expiresAt ?? Infinity) * 1000);
        return { status: 200, body: JSON.stringify(session) };
      } finally {
        mine.open = false;
      }
    }

    if (form === 'function') {
      return async (request) => {
        const { status, body } = await serve(request);
        if (status !== 200) throw new Error(`The server answered ${status}`);
        return body.startsWith('<') ? body : (JSON.parse(body) as SessionResponse);
      };
    }
    const fetch = async (_url: unknown, { body, signal }: RequestInit = {}) => {
      const request = JSON.parse(body as string) as SessionRequest;
      const gone = new Promise<never>((_, reject) =>
        signal!.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError'))),
      );
      const served = await Promise.race([serve({ ...request, signal: signal! }), gone]);
      return new Response(served.body, { status: served.status });
    };
    // A URL's sessions are found again by it, so each page has its own URL.
    return { url: `/session/${rig}/${name}`, fetch };
  }

  const checkError = (error: unknown) => {
    if (!(error instanceof EmbeddedError && error.code)) broken.push(`an untyped error: ${String(error)}`);
  };

  /** A page's handler, which must not be called once the page is gone. */
  const hear = (name: string) => (value?: unknown) => {
    if (state.left) broken.push(`${name} was called after unmount`);
    if (name === 'onError') checkError(value);
  };

  /** Call it at every moment that matters. */
  function inspect(...more: string[]) {
    broken.push(...more);
    for (const call of printed.mock.calls.splice(0))
      broken.push(`the console has: ${call.map(String).join(' ').slice(0, 200)}`);
    if (broken.length) throw new Error(broken.splice(0).join('\n'));
  }

  return {
    sandbox,
    queryClient,
    state,
    broken,
    createEndpoint,
    inspect,
    /** Milliseconds since the epoch, for a secret that the endpoint returned. */
    endOf: (secret: string) => ends.get(secret) ?? -Infinity,
    checkError,
    hear,
    setOnline(is: boolean) {
      online.mockReturnValue(is);
      act(() => void window.dispatchEvent(new Event(is ? 'online' : 'offline')));
    },
    setVisible(is: boolean) {
      visibility.mockReturnValue(is ? 'visible' : 'hidden');
      act(() => {
        document.dispatchEvent(new Event('visibilitychange'));
        if (is) window.dispatchEvent(new Event('focus'));
      });
    },
    async close() {
      // Some timers start when others have fired.
      for (let round = 0; round < 3; round++) await settle(sandbox, 24 * 60 * 60_000);
      uninstall();
      await settle(sandbox);
      cleanup();
      queryClient.clear();
      process.off('unhandledRejection', onRejection);
      for (const spy of [online, visibility, warned]) spy.mockRestore();
      try {
        inspect();
      } finally {
        printed.mockRestore();
      }
    },
  };
}

export type WalkRig = ReturnType<typeof openWalkRig>;
