import { QueryClient } from '@tanstack/react-query';
import type { EmbeddedError, FinancialConnectionsResult } from 'stripe-embedded';
import { createManualClock, createSandbox, type SandboxOptions } from 'stripe-embedded/sandbox';
import { startTransition } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { vi } from 'vitest';
import { modals } from '../support/bankStage.js';
import { watchPage } from './watchPage.js';
import { watchSecrets } from './watchSecrets.js';
import { openWideBackend, type Person, type WideBackend } from './wideBackend.js';
import { isSeen, isThere, lifeOf, type Slot, type SlotKind } from './wideSlot.js';
import { BOMB, createWideTree, type Library } from './wideTree.js';
import { writtenText } from './writtenText.js';

export interface WideOptions {
  isStrict: boolean;
  unknown: SandboxOptions['unknown'];
  latency: { element: number };
  slots: SlotKind[];
  /** The providers after the first one are below it. */
  isNested: boolean;
}

export type Render = 'at once' | 'in a transition' | 'when React likes';

/** What a page's handler does when it is called, and how often it has been called. */
interface Reaction {
  on: string;
  act: (slot: Slot) => void;
  left: number;
}

interface Flow {
  account: string | undefined;
  /** How many users had signed out of its backend when it started. */
  era: number;
  result?: FinancialConnectionsResult;
}

let rigs = 0;

const isDrawnAway = (element: Element): boolean => Boolean(element.closest('[style*="display: none"]'));

/**
 * A page of several providers beside and below each other, with two backends and two copies of the library. React renders
 * it without `act`, which would wait for what a walk wants to happen in between.
 */
export function openWidePage(
  { isStrict, unknown, latency, slots: kinds, isNested }: WideOptions,
  guest: Library,
) {
  const rig = ++rigs;
  const sandbox = createSandbox({ clock: createManualClock(), sessionTtl: 60, unknown, latency });
  const uninstall = sandbox.install(window);
  const watched = watchPage(sandbox);
  const broken: string[] = [];
  const ends = new Map<string, number>();
  const clients = [new QueryClient(), new QueryClient()];
  const byUrl = openWideBackend(sandbox, broken, ends);
  const byFunction = openWideBackend(sandbox, broken, ends);
  const backends = [byUrl, byFunction];
  const signedOut = new Map<WideBackend, number>();
  const eraOf = ({ backend }: Slot) => signedOut.get(backend) ?? 0;
  const hasRepeated = () => backends.some(({ state }) => state.hasRepeated);

  const slots: Slot[] = [];
  for (const [id, kind] of kinds.entries())
    slots.push({
      ...kind,
      id,
      backend: kind.endpoint === 'url' ? byUrl : byFunction,
      outer: isNested && slots[0]?.kind === 'connect' ? slots[0] : undefined,
      isHere: true,
      isHidden: false,
      key: 0,
      isGuest: false,
      account: undefined,
      tags: ['payments', 'balances'],
      wait: undefined,
      bomb: undefined,
      resets: 0,
      lives: 0,
      preload: false,
      client: 0,
      verify: false,
      prefetch: 'intent',
      params: undefined,
      isStale: false,
      hasLeft: false,
      now: {},
    });

  const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(true);
  const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible');
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const RUDE = new Error('thrown by a handler of the page’s');
  vi.stubGlobal('reportError', (error: unknown) => {
    if (error !== RUDE) broken.push(`reported: ${String(error)}`);
  });
  const onRejection = (reason: unknown) => broken.push(`an unhandled rejection: ${String(reason)}`);
  process.on('unhandledRejection', onRejection);

  // A secret that the backend returned twice is not a new failure.
  const said = { push: (what: string) => hasRepeated() || broken.push(what) } as unknown as string[];
  const endOf = (secret: string) => ends.get(secret) ?? -Infinity;
  const watch = watchSecrets({ sandbox, broken: said, endOf } as Parameters<typeof watchSecrets>[0]);
  const used = new Set<string>();
  const { openBankSession } = sandbox.host;
  sandbox.host.openBankSession = (request) => {
    if (used.has(request.clientSecret)) broken.push('a bank’s secret was handed out twice');
    used.add(request.clientSecret);
    return openBankSession(request);
  };

  const checkError = (error: unknown) => {
    const { name, code } = error as EmbeddedError;
    if (name !== 'EmbeddedError' || !code) broken.push(`an untyped error: ${String(error)}`);
  };

  let reaction: Reaction | undefined;
  const told = new Map<string, WeakSet<object>>();
  const hear = (slot: Slot, name: string) => {
    const life = `${name} ${lifeOf(slot)}`;
    return (value?: unknown) => {
      if (slot.hasLeft) broken.push(`${name} of provider ${slot.id} was called after unmount`);
      if (name.endsWith('onError')) checkError(value);
      if (name === 'onError') {
        const known = told.get(life) ?? new WeakSet();
        told.set(life, known);
        if (known.has(value as object))
          broken.push(`onError was told twice: ${(value as EmbeddedError).code}`);
        known.add(value as object);
      }
      if (reaction?.on === name && reaction.left-- > 0) reaction.act(slot);
    };
  };

  const tree = createWideTree({ rig, guest, clock: watched.clock, clients, isStrict, hear, checkError });
  const container = document.body.appendChild(document.createElement('div'));
  const root = createRoot(container, {
    onCaughtError: () => {},
    onRecoverableError(error) {
      // React renders again without what was hidden meanwhile, and then there may be no bomb.
      if ((error as Error).cause !== BOMB) broken.push(`React had to begin again: ${String(error)}`);
    },
    onUncaughtError: (error) => broken.push(`React gave up: ${String(error)}`),
  });
  /** What was rendered may not be on the page yet. */
  let isRendering = false;
  const accounts = new Map<Slot, string | undefined>();

  /** Someone requests something: from now on a backend may be called. */
  const ask = () => backends.forEach(({ state }) => (state.isQuiet = false));

  function show(how: Render = 'at once') {
    ask();
    isRendering = true;
    for (const slot of slots) {
      if (isThere(slot)) slot.hasLeft = false;
      if (accounts.get(slot) && !slot.account) slot.backend.state.isSplit = true;
      accounts.set(slot, slot.account);
    }
    const render = () => root.render(tree(slots));
    if (how === 'at once') flushSync(render);
    else if (how === 'in a transition') startTransition(render);
    else render();
    if (how === 'at once') for (const slot of slots) slot.hasLeft = !isThere(slot);
  }

  const sectionOf = ({ id }: Slot) => container.querySelector<HTMLElement>(`[data-slot="${id}"]`);
  const panelsOf = (slot: Slot) => [
    ...(sectionOf(slot)?.querySelectorAll<HTMLElement>('[data-stripe-embedded]') ?? []),
  ];
  const namesIn = (element: Element | null) => {
    const text = element ? writtenText(element) : '';
    return sandbox.accounts.filter(({ name }) => text.includes(name));
  };

  function isBlank(panel: HTMLElement): boolean {
    const element = panel.querySelector(`stripe-connect-${panel.dataset['stripeEmbedded']}`);
    const shown: Record<string, unknown> = {
      loading: panel.querySelector('[role=status]'),
      ready: element?.shadowRoot?.childElementCount,
      error: panel.querySelector('code'),
    };
    return !shown[panel.dataset['state']!];
  }

  function inspectComponents(slot: Slot, isSettled: boolean) {
    const section = sectionOf(slot);
    if (!section || isDrawnAway(section)) return;
    const names = namesIn(section);
    const { backend, now, isStale, id: at } = slot;
    const own = backend.accountsOf(backend.state.person);
    if (names.length > 1) broken.push(`provider ${at} shows two accounts`);
    for (const { id, name } of names) {
      const account = now.shown?.account;
      if (account && account !== id) broken.push(`provider ${at} shows ${name} instead of ${account}`);
      if (!isStale && !own.some((one) => one.id === id))
        broken.push(`provider ${at} shows ${name} to another`);
    }
    // Stripe empties an element and says so; nothing is painted between two microtasks.
    if (isSettled && panelsOf(slot).some(isBlank)) broken.push(`provider ${at} has a blank panel`);
  }

  const flows: Flow[] = [];
  function inspectBank(slot: Slot) {
    const { bank, shown } = slot.now;
    const flow = bank?.result && flows.find(({ result }) => result === bank.result);
    if (!flow || !shown || !isSeen(slot)) return;
    if (flow.account !== shown.account) broken.push(`provider ${slot.id} shows what another account linked`);
    if (flow.era < eraOf(slot) && !slot.isStale) broken.push(`provider ${slot.id} shows what another linked`);
  }

  /** Call it at every moment that matters. */
  function inspect(isSettled = true) {
    for (const slot of slots)
      if (slot.kind === 'bank') inspectBank(slot);
      else inspectComponents(slot, isSettled);
    if (modals().length > 1) broken.push('two modals are open');
    for (const call of printed.mock.calls.splice(0))
      broken.push(`the console has: ${call.map(String).join(' ').slice(0, 200)}`);
    if (broken.length) throw new Error([...new Set(broken.splice(0))].join('\n'));
  }

  /** Lets everything due happen, `ms` later. */
  async function wait(ms = 0) {
    sandbox.advance(ms);
    for (let turn = 0; turn < 12; turn++) await new Promise((resolve) => setImmediate(resolve));
    isRendering = false;
  }

  return {
    sandbox,
    slots,
    backends,
    clients,
    jump: watched.jump,
    watch,
    checkError,
    show,
    ask,
    sectionOf,
    panelsOf,
    namesIn,
    inspect,
    wait,
    buttons: () => [...container.querySelectorAll<HTMLElement>('[data-state=error] button')],
    /** In steps, as real time passes: otherwise a slow response would be late only because time jumped. */
    async pass(ms: number) {
      for (let gone = 0; gone < ms; gone += gone < 2_000 ? 250 : 2_500)
        await wait(gone < 2_000 ? 250 : 2_500);
    },
    react(next: Reaction | undefined) {
      reaction = next;
    },
    throwRudely: () => {
      throw RUDE;
    },
    /** The cookie changes at the very moment the page says so. */
    signOut({ backend, now }: Slot, next: Person) {
      signedOut.set(backend, (signedOut.get(backend) ?? 0) + 1);
      backend.state.person = next;
      backend.state.isSplit = true;
      backend.state.isQuiet = !isRendering;
      for (const slot of slots) if (slot.backend === backend) slot.isStale = false;
      void now.connect!.logout();
    },
    collect({ now, backend }: Slot, method: 'collectAccounts' | 'collectBankAccountToken') {
      ask();
      const flow: Flow = { account: now.account, era: signedOut.get(backend) ?? 0 };
      flows.push(flow);
      void now.bank![method]().then((result) => {
        flow.result = result;
        if (result.type === 'failed') checkError(result.error);
      });
      return flow;
    },
    setOnline(is: boolean) {
      online.mockReturnValue(is);
      window.dispatchEvent(new Event(is ? 'online' : 'offline'));
    },
    setVisible(is: boolean) {
      visibility.mockReturnValue(is ? 'visible' : 'hidden');
      document.dispatchEvent(new Event('visibilitychange'));
      if (is) window.dispatchEvent(new Event('focus'));
    },
    /** `isFine`: whether what is left matters. A walk that failed has something else to report. */
    async close(isFine: boolean) {
      reaction = undefined;
      for (const slot of slots) slot.isHere = false;
      show();
      await wait();
      for (const slot of slots) slot.hasLeft = true;
      if (sandbox.financialConnections.isOpen) sandbox.financialConnections.cancel();
      // Some timers start when others have fired. With a clock that was set back by days, a session lasts for days.
      for (let round = 0; round < 3; round++) await wait(10 * 24 * 60 * 60_000);
      broken.push(...watched.left());
      if (flows.some(({ result }) => !result)) broken.push('a flow never ended');
      root.unmount();
      uninstall();
      await wait();
      container.remove();
      for (const client of clients) client.clear();
      watched.stop();
      process.off('unhandledRejection', onRejection);
      vi.unstubAllGlobals();
      for (const spy of [online, visibility, warned]) spy.mockRestore();
      try {
        if (isFine) inspect();
      } finally {
        printed.mockRestore();
      }
    },
  };
}

export type WidePage = ReturnType<typeof openWidePage>;
