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

/** How the page gets Stripe's scripts. */
export interface InstallOptions {
  /**
   * With `'loaded'`, both scripts count as loaded. With `'on-request'`, each one loads when the page requests it, as from
   * a network. @default 'loaded'
   */
  scripts?: 'loaded' | 'on-request' | undefined;
}

/** A simulated Stripe and its controls for tests and demos. */
export interface Sandbox {
  /** The connected accounts. */
  readonly accounts: SandboxAccount[];
  /** The sandbox's clock. Pass it to a provider. */
  readonly clock: MovableClock;
  /** Everything that happened, in order. No entry holds a secret. */
  readonly log: LogEntry[];
  /** Installs Stripe's scripts in a page. Returns a function that removes them. */
  install(window: Win, options?: InstallOptions): () => void;
  /** A session endpoint in this process. Pass it to a provider. */
  endpoint: (request: SandboxSessionRequest) => Promise<SandboxSession>;
  /** A `fetch` that responds as Stripe's API does. */
  fetch: typeof fetch;
  /** Expires every session now. */
  expire(): void;
  /** Moves time forward by `ms` milliseconds. Everything that falls due happens before it returns. */
  advance(ms: number): void;
  /** Sets what fails next. */
  fail(fault: FaultRequest): void;
  /** Cancels all faults that are still set. */
  heal(): void;
  /** The elements on the page with this tag, in document order. */
  element(tag: string): SandboxElement[];
  /** Controls the open bank-linking modal: ends it as a person, a bank or Stripe would. */
  financialConnections: Pick<StripeJsRuntime, 'link' | 'cancel' | 'fail'> & { readonly isOpen: boolean };
  /** For a transport such as `sandbox/node`: answers what the two scripts ask of Stripe. */
  readonly host: StripeHost;
  /** For a transport: returns the next fault set with `fail({ script })` and uses it up. */
  takeScriptFault(name: ScriptName): ScriptFault | undefined;
  /** For a transport: calls the listener when `advance` moves time. Returns a function that unsubscribes. */
  onAdvance(listener: (ms: number) => void): () => void;
}

/** A page that the sandbox is installed in. */
interface Installed extends Required<InstallOptions> {
  connect?: ConnectRuntime;
  stripe?: StripeJsRuntime;
}

/** The error for a script fault in a page that requests no scripts. */
const noScriptCanFail = () =>
  misuse(
    'script',
    "cannot fail, because both scripts count as loaded in this page. Use `install(window, { scripts: 'on-request' })`, so that the page requests them.",
  );

/** What `true` means for each kind of fault. */
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

/** The values that `only` may have. */
const NAMES = { script: ['connect', 'stripe'], element: Object.keys(TAGS) };

/**
 * Creates a simulated Stripe: its API, Connect.js and Stripe.js, without a network and without keys.
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

  /** Does the work of an API request, with failures as Stripe's scripts report them. */
  async function asScript<T>(work: () => T): Promise<T> {
    await pause(world.clock, world.latency.api);
    try {
      await meetApiFault(world);
    } catch (error) {
      throw failureOf(error);
    }
    try {
      return work();
    } catch (error) {
      throw error instanceof ApiError ? failureOf(error) : error;
    }
  }

  const host: StripeHost = {
    clock: world.clock,
    seed: world.seed,
    latency: world.latency,
    unknown: world.unknown,
    claim: (request) => asScript(() => api.accountSessions.claim(request)),
    openBankSession: (request) => asScript(() => api.bankSessions.open(request)),
    closeBankSession: (request) => asScript(() => api.bankSessions.close(request)),
    intent: (request) => asScript(() => api.bankSessions.intent(request)),
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
      // Node links a Request's signal to the caller's only weakly. A hanging request must be held, or its abort is
      // lost.
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
      // A name belongs to a script or an element and narrows only that kind. `checkFault` reports any other name.
      const named = kinds.filter((kind) => kind !== 'api' && NAMES[kind].includes(only!));
      // Each kind fails independently, as often as requested.
      const faults = kinds.map((kind): FaultRequest => {
        const fault = (wanted[kind] as unknown) === true ? USUAL[kind] : wanted[kind];
        const isNarrowed = !named.length || named.includes(kind);
        return { [kind]: fault, only: isNarrowed ? only : undefined, times };
      });
      faults.forEach(checkFault);
      // If nothing is installed yet, the fault may be for a page that comes later.
      if (wanted.script && installed.size && !scriptsAreAskedFor()) throw noScriptCanFail();
      world.faults.push(...faults);
    },
    heal: () => void world.faults.splice(0),
    element(tag) {
      if (typeof tag !== 'string' || /_|^stripe-/.test(tag))
        throw misuse('tag', 'must be a string such as payouts-list.');
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
    throw misuse('script', `must be one of ${FAULTS.script.join(', ')}.`);
  const type = typeof element === 'object' ? element.type : element;
  if (type && !FAULTS.element.includes(type))
    throw misuse('element', `must be one of ${FAULTS.element.join(', ')}.`);
  if (
    api !== undefined &&
    api !== 'offline' &&
    api !== 'hanging' &&
    !(Number(api) >= 400 && Number(api) < 600)
  ) {
    throw misuse('api', "must be an HTTP status from 400 to 599, 'offline' or 'hanging'.");
  }
  // A fault for an unknown name would never happen, and the test would prove nothing.
  const names = script ? NAMES.script : element ? NAMES.element : [];
  if (only !== undefined && !names.includes(only))
    throw misuse(
      'only',
      names.length ? `must be one of ${names.join(', ')}.` : 'applies only to `element` and `script`.',
    );
  if (!(times > 0)) throw misuse('times', 'must be a number above 0.');
}

function failureOf(error: unknown): StripeFailure {
  if (!(error instanceof ApiError))
    return { type: 'api_connection_error', message: 'Stripe could not be reached.' };
  const { status, message, details } = error;
  if (status === 429) return { type: 'rate_limit_error', message };
  if (status === 401) return { type: 'authentication_error', message };
  const { code } = details;
  return {
    type: status >= 500 ? 'api_error' : 'invalid_request_error',
    message,
    ...(code && { code }),
  };
}
