import fc from 'fast-check';
import { WIDE_WEATHERS } from './wideBackend.js';
import type { Render, WidePage } from './widePage.js';
import { isSeen, WIDE_TAGS, type Slot } from './wideSlot.js';

/** One event, and the number of microtasks before the next one: `all` waits until nothing is due. */
export interface WideStep {
  name: string;
  run: (page: WidePage) => unknown;
  turns: number | 'all';
}

type Happening = fc.Arbitrary<Pick<WideStep, 'name' | 'run'>>;

const DAY = 24 * 60 * 60_000;
const ERRORS = ['api_error', 'authentication_error', 'account_session_create_error', 'invalid_request_error'];
const METHODS = ['collectAccounts', 'collectBankAccountToken'] as const;
const HANDLERS = [
  'onError',
  'a component’s onError',
  'onReady',
  'onSessionEvent',
  'onLinked',
  'onCancel',
  'the hook’s onError',
];
const CLIENT = ['clear', 'invalidateQueries', 'cancelQueries', 'resetQueries', 'removeQueries'] as const;

const place = fc.nat({ max: 2 });
const how = fc.constantFrom<Render>('at once', 'at once', 'at once', 'in a transition', 'when React likes');
const where = fc.constantFrom('above' as const, 'below' as const);
const person = fc.constantFrom(0 as const, 1 as const, undefined);
const which = fc.constantFrom(undefined, 0, 1, 2);

const at = ({ slots }: WidePage, index: number) => slots[index % slots.length]!;
const accountAt = ({ sandbox }: WidePage, index?: number) =>
  index === undefined ? undefined : sandbox.accounts[index]!.id;

const once = (name: string, run: WideStep['run']): Happening => fc.constant({ name, run });

/** A provider is rendered differently. */
const rendered = (name: string, change: (slot: Slot) => void): Happening =>
  fc.tuple(place, how).map(([index, render]) => ({
    name: `${index}: ${name} ${render}`,
    run(page) {
      change(at(page, index));
      page.show(render);
    },
  }));

const has = (slot: Slot, kind: Slot['kind']) => slot.kind === kind && slot.now[kind] && !slot.hasLeft;

const ofConnect = (name: string, run: (slot: Slot, page: WidePage) => void): Happening =>
  place.map((index) => ({
    name: `${index}: ${name}`,
    run(page) {
      if (has(at(page, index), 'connect')) run(at(page, index), page);
    },
  }));

const ofBank = (name: string, run: (slot: Slot, page: WidePage) => void): Happening =>
  place.map((index) => ({
    name: `${index}: ${name}`,
    run(page) {
      const slot = at(page, index);
      if (has(slot, 'bank') && isSeen(slot)) run(slot, page);
    },
  }));

function leave(slot: Slot) {
  slot.isHere = !slot.isHere;
  slot.lives++;
}

function suspend(slot: Slot, side: 'above' | 'below') {
  let end!: () => void;
  const pending = new Promise<void>((resolve) => (end = resolve));
  slot.wait ??= { where: side, for: pending, end };
}

const otherwise = <Value>(now: Value | undefined, value: Value) => (now === undefined ? value : undefined);

/** What a page's handler may do. */
const REACTIONS: Record<string, (page: WidePage) => (slot: Slot) => void> = {
  throws: (page) => page.throwRudely,
  'tries again': (page) => (slot) => {
    page.ask();
    slot.now.connect?.retry();
  },
  refreshes: (page) => (slot) => {
    page.ask();
    slot.now.connect?.refresh();
  },
  leaves: (page) => (slot) => {
    if (slot.isHere) leave(slot);
    page.show('when React likes');
  },
  'begins anew': (page) => (slot) => {
    slot.key++;
    page.show('when React likes');
  },
  links: (page) => (slot) => {
    if (has(slot, 'bank') && isSeen(slot)) page.collect(slot, 'collectAccounts');
  },
};

const HAPPENINGS: Happening[] = [
  rendered('leaves or comes back', leave),
  rendered('is hidden or shown', (slot) => (slot.isHidden = !slot.isHidden)),
  rendered('is another by its key', (slot) => slot.key++),
  rendered('is loaded hot', (slot) => (slot.isGuest = !slot.isGuest)),
  rendered('preloads or not', (slot) => (slot.preload = !slot.preload)),
  rendered('has another Query client', (slot) => (slot.client = 1 - slot.client)),
  rendered('verifies or not', (slot) => (slot.verify = !slot.verify)),
  rendered('prefetches', (slot) => (slot.prefetch = 'mount')),
  rendered('wishes', (slot) => (slot.params = otherwise(slot.params, { permissions: ['balances'] }))),
  rendered('waits no more', (slot) => {
    slot.wait?.end();
    slot.wait = undefined;
  }),
  where.chain((side) => rendered(`waits ${side}`, (slot) => suspend(slot, side))),
  where.chain((side) =>
    rendered(`breaks ${side}, or not`, (slot) => {
      slot.bomb = otherwise(slot.bomb, side);
      slot.lives++;
    }),
  ),
  fc.constantFrom(...WIDE_TAGS).chain((tag) =>
    rendered(`${tag} or not`, (slot) => {
      slot.tags = slot.tags.includes(tag) ? slot.tags.filter((one) => one !== tag) : [...slot.tags, tag];
    }),
  ),
  fc.tuple(place, which, how, fc.boolean()).map(([index, account, render, all]) => ({
    name: `${all ? 'all' : index}: account ${account} ${render}`,
    run(page) {
      for (const slot of all ? page.slots : [at(page, index)]) slot.account = accountAt(page, account);
      page.show(render);
    },
  })),
  once('time is up', ({ sandbox }) => sandbox.expire()),
  fc.constantFrom(1, 400, 3_000, 16_000, 25_000, 61_000, 20 * 60_000, DAY / 3).map((ms) => ({
    name: `${ms} ms at once`,
    async run({ wait }) {
      // What is in flight arrives first.
      await wait();
      await wait(ms);
    },
  })),
  fc
    .constantFrom(300, 4_000, 16_000, 65_000)
    .map((ms) => ({ name: `${ms} ms`, run: ({ pass }) => pass(ms) })),
  fc.constantFrom(DAY, -DAY, -30_000).map((ms) => ({ name: `clock ${ms} ms`, run: ({ jump }) => jump(ms) })),
  fc
    .tuple(fc.nat({ max: 1 }), fc.constantFrom(...WIDE_WEATHERS, 'works', 'works'))
    .map(([index, weather]) => ({
      name: `backend ${index}: ${weather}`,
      run: ({ backends }) => backends[index]!.setWeather(weather as 'works'),
    })),
  once('the held are answered', ({ backends }) => backends.forEach(({ release }) => release())),
  fc.boolean().map((is) => ({ name: `online ${is}`, run: ({ setOnline }) => setOnline(is) })),
  fc.boolean().map((is) => ({ name: `visible ${is}`, run: ({ setVisible }) => setVisible(is) })),
  fc.boolean().map((persisted) => ({
    name: `pageshow ${persisted}`,
    run: () => window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted })),
  })),
  fc.constantFrom(500, 429, 401, 'offline' as const).map((api) => ({
    name: `Stripe answers ${api}`,
    run: ({ sandbox }) => sandbox.fail({ api }),
  })),
  person.chain((next) => ofConnect(`signs out, then ${next}`, (slot, page) => page.signOut(slot, next))),
  fc.tuple(fc.nat({ max: 1 }), person).map(([index, next]) => ({
    name: `${next} signs in elsewhere at ${index}`,
    run({ backends, slots }) {
      backends[index]!.state.person = next;
      for (const slot of slots) if (slot.backend === backends[index]) slot.isStale = true;
    },
  })),
  ofConnect('tries again', (slot, page) => REACTIONS['tries again']!(page)(slot)),
  ofConnect('refreshes', (slot, page) => REACTIONS['refreshes']!(page)(slot)),
  place.map((index) => ({
    name: `Retry ${index} is pressed`,
    run(page) {
      page.ask();
      page.buttons()[index]?.click();
    },
  })),
  fc.tuple(fc.constantFrom(...WIDE_TAGS), fc.constantFrom(...ERRORS)).map(([tag, type]) => ({
    name: `${tag} meets a ${type}`,
    run: ({ sandbox }) => sandbox.element(tag).forEach((element) => element.emit('loadError', type)),
  })),
  fc
    .constantFrom(...METHODS)
    .chain((method) => ofBank(method, (slot, page) => void page.collect(slot, method))),
  ofBank('prefetches a session', ({ now }, page) => {
    page.ask();
    void now.bank!.prefetchSession();
  }),
  ofBank('resets', ({ now }) => now.bank!.reset()),
  fc.constantFrom('link', 'cancel', 'fail').map((ending) => ({
    name: `the modal: ${ending}`,
    run({ sandbox: { financialConnections: modal } }) {
      if (modal.isOpen) modal[ending as 'link']();
    },
  })),
  place.map((index) => ({
    name: `${index}: a secret by hand`,
    run(page) {
      const { headless } = at(page, index).now;
      if (!headless || !has(at(page, index), 'headless')) return;
      page.ask();
      void page.watch(headless.fetchClientSecret, headless.fetchClientSecret(), page.checkError);
    },
  })),
  fc.tuple(fc.nat({ max: 1 }), fc.constantFrom(...CLIENT)).map(([index, method]) => ({
    name: `Query client ${index}: ${method}`,
    run: ({ clients }) => void clients[index]![method](),
  })),
  fc.nat({ max: 1 }).map((index) => ({
    name: `Query client ${index} is hostile`,
    run({ clients }) {
      const mutations = { retry: 3, networkMode: 'online' as const, throwOnError: true };
      clients[index]!.setDefaultOptions({ mutations, queries: { ...mutations, gcTime: 0, staleTime: 0 } });
    },
  })),
  fc
    .tuple(fc.constantFrom(...HANDLERS), fc.constantFrom(...Object.keys(REACTIONS)), fc.nat({ max: 5 }))
    .map(([on, does, left]) => ({
      name: `${on} ${does} ${left} times`,
      run: (page) => page.react({ on, act: REACTIONS[does]!(page), left }),
    })),
];

export const wideStep: fc.Arbitrary<WideStep> = fc
  .tuple(
    fc.oneof(...HAPPENINGS),
    fc.constantFrom('all' as const, 'all' as const, 'all' as const, 0, 1, 2, 3, 5, 8, 13),
  )
  .map(([{ name, run }, turns]) => ({ name, run, turns, [fc.toStringMethod]: () => `${name} (${turns})` }));
