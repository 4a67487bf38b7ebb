import { QueryClient } from '@tanstack/react-query';
import { act, cleanup, render } from '@testing-library/react';
import {
  ConnectDocuments,
  ConnectPayments,
  ConnectProvider,
  EmbeddedError,
  useConnect,
  type SessionRequest,
  type UseConnectResult,
} from 'stripe-embedded';
import { createManualClock, createSandbox, type SandboxOptions } from 'stripe-embedded/sandbox';
import { vi } from 'vitest';
import { KEY } from '../support/stage.js';
import { settle } from './settle.js';
import { visibleText } from './visibleText.js';
import { watchSecrets } from './watchSecrets.js';

/** What the session endpoint does with a request. */
export const WEATHERS = ['works', 'slow', 'hangs', 'throws', 'html', 401, 429, 500] as const;
export type Weather = (typeof WEATHERS)[number];

const COMPONENTS = { payments: ConnectPayments, documents: ConnectDocuments };
export type Tag = keyof typeof COMPONENTS;
export const TAGS = Object.keys(COMPONENTS) as Tag[];

export interface WalkOptions {
  /** The endpoint as a function of the page's, or as a URL. */
  form: 'function' | 'url';
  unknown: NonNullable<SandboxOptions['unknown']>;
}

/** Milliseconds. */
export const SESSION_LIFE = 60_000;

let pages = 0;

/** A page with Connect's components, the strings to everything that may happen to it, and eyes on what must not. */
export function openWalkPage({ form, unknown }: WalkOptions) {
  const page = ++pages;
  const clock = createManualClock();
  const sandbox = createSandbox({ clock, sessionTtl: SESSION_LIFE / 1000, unknown });
  const uninstall = sandbox.install(window);
  const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(true);
  const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible');
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
  // connect-js warns of a script that was there before it.
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const broken: string[] = [];
  const onRejection = (reason: unknown) => broken.push(`an unhandled rejection: ${String(reason)}`);
  process.on('unhandledRejection', onRejection);
  const queryClient = new QueryClient();
  const secrets = watchSecrets(sandbox.clock);
  const requests: Array<{ account?: string; signal: AbortSignal; open: boolean }> = [];
  const state = {
    weather: 'works' as Weather,
    tags: [] as Tag[],
    account: sandbox.accounts[0]!.id as string | undefined,
    left: false,
    renders: 0,
  };
  let connect: UseConnectResult | undefined;

  const hear = (name: string) => (value?: unknown) => {
    if (state.left) broken.push(`${name} was called after unmount`);
    if (name === 'onError' && !(value instanceof EmbeddedError && value.code))
      broken.push(`an error without a type: ${String(value)}`);
  };

  /** One request is one mint: it is in flight until it is answered or given up. */
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
      if (typeof weather === 'number') return weather;
      const session = await sandbox.endpoint({ ...request, signal: undefined });
      secrets.minted(session);
      return session;
    } finally {
      mine.open = false;
    }
  }

  async function answer(request: SessionRequest) {
    const served = await serve(request);
    if (typeof served === 'number') throw new Error(`The server answered ${served}`);
    return served;
  }

  async function fetch(_url: unknown, init?: RequestInit): Promise<Response> {
    const request = JSON.parse(init!.body as string) as SessionRequest;
    const gone = new Promise<never>((_, reject) =>
      init!.signal!.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError'))),
    );
    const served = await Promise.race([serve({ ...request, signal: init!.signal! }), gone]);
    if (typeof served === 'number') return new Response('{}', { status: served });
    return new Response(state.weather === 'html' ? '<html></html>' : JSON.stringify(served));
  }

  // A URL's sessions are found again by it: each page has its own.
  const endpoint = form === 'url' ? { url: `/session/${page}`, fetch } : answer;

  function Watch() {
    connect = useConnect();
    if (connect.error && !(connect.error instanceof EmbeddedError)) broken.push('useConnect told an untyped error');
    return null;
  }
  const tree = () => (
    <ConnectProvider
      publishableKey={KEY}
      endpoint={endpoint}
      clock={sandbox.clock}
      queryClient={queryClient}
      account={state.account}
      onError={hear('onError')}
      onSessionEvent={hear('onSessionEvent')}
    >
      <Watch />
      {state.account &&
        state.tags.map((tag) => {
          const Component = COMPONENTS[tag];
          return <Component key={tag} onError={hear('onError')} onReady={hear('onReady')} />;
        })}
    </ConnectProvider>
  );
  let view: ReturnType<typeof render> | undefined;
  const show = () => {
    state.left = false;
    if (view) view.rerender(tree());
    else view = render(tree());
    inspect();
  };
  const leave = () => {
    view?.unmount();
    view = undefined;
    state.left = true;
  };

  const panels = () => [...document.querySelectorAll<HTMLElement>('[data-stripe-embedded]')];

  /** What holds in every moment. */
  function inspect() {
    const text = visibleText();
    for (const { id, name } of sandbox.accounts)
      if (id !== state.account && text.includes(name)) broken.push(`${name} shows while ${state.account} is asked for`);
    for (const panel of panels()) {
      const shown = panel.dataset['state'];
      const drawn = panel.querySelector<HTMLElement>(`stripe-connect-${panel.dataset['stripeEmbedded']}`);
      const has = {
        loading: panel.querySelector('[role=status]'),
        ready: drawn?.shadowRoot?.childElementCount,
        error: panel.querySelector('[role=alert]'),
      }[shown as 'loading'];
      if (!has) broken.push(`a panel is blank (${shown})`);
    }
    broken.push(...secrets.broken.splice(0));
    for (const call of printed.mock.calls.splice(0)) broken.push(`the console has: ${call.map(String).join(' ').slice(0, 200)}`);
    if (broken.length) throw new Error(broken.join('\n'));
  }

  return {
    sandbox,
    state,
    panels,
    show,
    leave,
    inspect,
    connect: () => connect!,
    async wait(ms = 0) {
      await settle(sandbox, ms);
      inspect();
    },
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
      leave();
      await settle(sandbox, 24 * 60 * 60_000);
      cleanup();
      queryClient.clear();
      process.off('unhandledRejection', onRejection);
      uninstall();
      for (const spy of [online, visibility, printed, warned]) spy.mockRestore();
      if (broken.length) throw new Error(broken.join('\n'));
    },
  };
}

export type WalkPage = ReturnType<typeof openWalkPage>;
