import { aborted } from './aborted.js';
import { ApiError } from './api/ApiError.js';
import { createApi, meetApiFault } from './api/createApi.js';
import type { MovableClock } from './clock.js';
import { awaitConnect } from './connect/awaitConnect.js';
import { installConnect, type ConnectRuntime, type SandboxElement } from './connect/installConnect.js';
import { TAGS } from './connect/tags.js';
import { createEndpoint, type SandboxSession, type SandboxSessionRequest } from './endpoint.js';
import type { LinkedAccountWish, SandboxAccount, StripeFailure, StripeHost } from './host.js';
import type { LogEntry } from './log.js';
import { misuse } from './misuse.js';
import { answerScriptTags, tellLoaded, type ScriptName } from './scriptTags.js';
import { awaitStripeJs, installStripeJs, type StripeJsRuntime } from './stripe-js/installStripeJs.js';
import { createWorld, pause, type FaultRequest, type SandboxOptions, type ScriptFault } from './world.js';

type Win = Window & typeof globalThis;

/** How Stripe's scripts come into the page. */
export interface InstallOptions {
  /** As if both scripts had loaded; or only once a page asks for them, as a network would answer. @default 'loaded' */
  scripts?: 'loaded' | 'on-request' | undefined;
}

/** A simulated Stripe, and what a test or a demo does with it. */
export interface Sandbox {
  /** The connected accounts. */
  readonly accounts: SandboxAccount[];
  /** Its time: give it to a provider. */
  readonly clock: MovableClock;
  /** Everything that happened, in order. No entry holds a secret. */
  readonly log: LogEntry[];
  /** Puts Stripe's scripts into a page. Returns the way to take them out. */
  install(window: Win, options?: InstallOptions): () => void;
  /** A session endpoint in this process: give it to a provider. */
  endpoint: (request: SandboxSessionRequest) => Promise<SandboxSession>;
  /** A `fetch` that answers as Stripe's API. */
  fetch: typeof fetch;
  /** Every session's time is over now. */
  expire(): void;
  /** Moves time; whatever falls due happens before it returns. */
  advance(ms: number): void;
  /** The next thing that goes wrong. */
  fail(fault: FaultRequest): void;
  /** Nothing goes wrong any more. */
  heal(): void;
  /** The elements of a tag that are on the page, in document order. */
  element(tag: string): SandboxElement[];
  /** Ends the open bank-linking modal, as a person would. */
  financialConnections: Pick<StripeJsRuntime, 'link' | 'cancel' | 'fail'> & { readonly isOpen: boolean };
  /** For a transport, such as `sandbox/node`: what the two scripts ask. */
  readonly host: StripeHost;
  /** For a transport: the next fault that was asked for with `fail({ script })`, used up by asking. */
  takeScriptFault(name: ScriptName): ScriptFault | undefined;
  /** For a transport: told when `advance` moves time. Returns the way to stop listening. */
  onAdvance(listener: (ms: number) => void): () => void;
}

/** A page that the sandbox is in. */
interface Installed extends Required<InstallOptions> {
  connect?: ConnectRuntime;
  stripe?: StripeJsRuntime;
}

/** The error for a script's fault in a page that asks for no scripts. */
const noScriptCanFail = () =>
  misuse(
    'script',
    "cannot fail: in this page both scripts count as loaded. Let it ask for them, by `install(window, { scripts: 'on-request' })`.",
  );

/** What `true` stands for. */
const USUAL = { script: 'blocked', api: 500, element: 'api_error' } as const;
const KINDS = ['script', 'api', 'element'] as const;

const FAULTS = {
  script: ['blocked', 'hanging', 'garbage', 'clobbered'],
  element: [
    'api_connection_error',
    'authentication_error',
    'account_session_create_error',
    'invalid_request_error',
    'rate_limit_error',
    'render_error',
    'api_error',
  ],
};

/** What `only` may name. */
const NAMES = { script: ['connect', 'stripe'], element: Object.keys(TAGS) };

/**
 * A simulated Stripe: its API, Connect.js and Stripe.js, with no network and no keys.
 *
 * @example
 * const sandbox = createSandbox();
 * sandbox.install(window);
 * render(<ConnectProvider publishableKey="pk_test_sandbox" endpoint={sandbox.endpoint}>…</ConnectProvider>);
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  if (typeof options !== 'object' || !options) throw misuse('options', 'is not an object.');
  const world = createWorld(options);
  const api = createApi(world);
  const advanceListeners = new Set<(ms: number) => void>();
  const takeScriptFault = (name: ScriptName) => world.takeFault('script', name);
  const installed = new Set<Installed>();
  const scriptsAreAskedFor = () =>
    advanceListeners.size > 0 || [...installed].some(({ scripts }) => scripts === 'on-request');

  /** What the API would have answered, as Stripe's scripts put it. */
  async function asScript<T>(work: () => T): Promise<T> {
    await pause(world.clock, world.latency.api);
    try {
      await meetApiFault(world);
    } catch (error) {
      throw failureOf(error);
    }
    return work();
  }

  const host: StripeHost = {
    clock: world.clock,
    seed: world.seed,
    latency: world.latency,
    unknown: world.unknown,
    claim: (request) => asScript(() => api.accountSessions.claim(request)),
    openBankSession: (request) => asScript(() => api.bankSessions.open(request)),
    closeBankSession: (request) => asScript(() => api.bankSessions.close(request)),
    async takeElementFault(tag) {
      const fault = world.takeFault('element', tag);
      return typeof fault === 'string' ? { type: fault, message: 'The sandbox was told to fail.' } : fault;
    },
    async submitDetails(id) {
      for (const account of world.accounts) if (account.id === id) account.details_submitted = true;
    },
    record: world.record,
    onExpire: world.onExpire,
  };

  const underWay = new Set<object>();

  const modal = (): StripeJsRuntime => {
    const runtimes = [...installed].map(({ stripe }) => stripe).filter((stripe) => stripe !== undefined);
    if (runtimes.length) return runtimes.find(({ isOpen }) => isOpen) ?? runtimes[0]!;
    throw misuse('financialConnections', 'needs Stripe.js on a page: call `install(window)` first.');
  };

  return {
    accounts: world.accounts,
    clock: world.clock,
    log: world.log,
    host,
    takeScriptFault,
    onAdvance(listener) {
      advanceListeners.add(listener);
      return () => advanceListeners.delete(listener);
    },
    endpoint: createEndpoint(world, api),
    fetch: async (input, init) => {
      const request = new Request(input, init);
      // Node ties a Request's signal to its caller's weakly: what hangs must be held, or giving it up is lost.
      const held = [input, request];
      underWay.add(held);
      try {
        const { body, ...rest } = await Promise.race([api.handle(request), aborted(request.signal)]);
        return new Response(body, rest);
      } finally {
        underWay.delete(held);
      }
    },
    install(window, { scripts = 'loaded' } = {}) {
      if (typeof window?.document?.createElement !== 'function') throw misuse('window', 'is not a window.');
      const runtimes: Installed = { scripts };
      installed.add(runtimes);
      if (world.faults.some(({ script }) => script) && !scriptsAreAskedFor()) {
        // oxlint-disable-next-line no-console
        console.warn(noScriptCanFail().message);
      }
      const run = (name: 'connect' | 'stripe') => {
        if (name === 'connect') runtimes.connect ??= installConnect(window, host);
        else runtimes.stripe ??= installStripeJs(window, host);
      };
      let stop = () => {};
      if (scripts === 'loaded') {
        run('connect');
        run('stripe');
        tellLoaded(window);
      } else {
        const stops = [
          awaitConnect(window),
          awaitStripeJs(window),
          answerScriptTags(window, {
            run,
            takeFault: takeScriptFault,
            arrive: () => pause(world.clock, world.latency.script),
          }),
        ];
        stop = () => stops.forEach((each) => each());
      }
      return () => {
        stop();
        installed.delete(runtimes);
        runtimes.connect?.uninstall();
        runtimes.stripe?.uninstall();
      };
    },
    expire() {
      api.accountSessions.expire();
      api.bankSessions.expire();
      world.expireAll();
    },
    advance(ms) {
      if (!(ms >= 0)) throw misuse('ms', `is ${String(ms)}; time only goes forward.`);
      world.clock.advance(ms);
      for (const listener of advanceListeners) listener(ms);
    },
    fail({ only, times, ...wanted }) {
      const kinds = KINDS.filter((kind) => wanted[kind] !== undefined);
      if (!kinds.length)
        throw misuse('fail({ … })', 'takes `script`, `api` or `element`, or several of them.');
      // A name is that of a script or of an element, and narrows these alone. One that is neither is told of below.
      const named = kinds.filter((kind) => kind !== 'api' && NAMES[kind].includes(only!));
      // Each happens by itself, as often as was asked for.
      const faults = kinds.map((kind): FaultRequest => {
        const fault = (wanted[kind] as unknown) === true ? USUAL[kind] : wanted[kind];
        const isNarrowed = !named.length || named.includes(kind);
        return { [kind]: fault, only: isNarrowed ? only : undefined, times };
      });
      faults.forEach(checkFault);
      // Before anything is installed, it may be for what comes.
      if (wanted.script && installed.size && !scriptsAreAskedFor()) throw noScriptCanFail();
      world.faults.push(...faults);
    },
    heal: () => void world.faults.splice(0),
    element(tag) {
      if (typeof tag !== 'string' || /_|^stripe-/.test(tag))
        throw misuse('tag', 'is a text such as payouts-list.');
      return [...installed].flatMap(({ connect }) => connect?.elements(tag) ?? []);
    },
    financialConnections: {
      link: (accounts?: LinkedAccountWish[]) => modal().link(accounts),
      cancel: () => modal().cancel(),
      fail: (error?: string | Partial<StripeFailure>) => modal().fail(error),
      get isOpen() {
        return [...installed].some(({ stripe }) => stripe?.isOpen);
      },
    },
  };
}

function checkFault({ script, api, element, only, times = 1 }: FaultRequest) {
  if (script && !FAULTS.script.includes(script))
    throw misuse('script', `is one of ${FAULTS.script.join(', ')}.`);
  const type = typeof element === 'object' ? element.type : element;
  if (type && !FAULTS.element.includes(type))
    throw misuse('element', `is one of ${FAULTS.element.join(', ')}.`);
  if (
    api !== undefined &&
    api !== 'offline' &&
    api !== 'hanging' &&
    !(Number(api) >= 400 && Number(api) < 600)
  ) {
    throw misuse('api', "is an HTTP status from 400, 'offline' or 'hanging'.");
  }
  // One that nothing answers to would never be met, and the test would tell nothing.
  const names = script ? NAMES.script : element ? NAMES.element : [];
  if (only !== undefined && !names.includes(only))
    throw misuse(
      'only',
      names.length ? `is one of ${names.join(', ')}.` : 'goes with `element` and `script`.',
    );
  if (!(times > 0)) throw misuse('times', 'is a number above 0.');
}

function failureOf(error: unknown): StripeFailure {
  if (!(error instanceof ApiError))
    return { type: 'api_connection_error', message: 'Stripe could not be reached.' };
  const { status, message } = error;
  if (status === 429) return { type: 'rate_limit_error', message };
  if (status === 401) return { type: 'authentication_error', message };
  return { type: status >= 500 ? 'api_error' : 'invalid_request_error', message };
}
