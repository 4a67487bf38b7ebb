import type { ConnectStore, SessionEvent } from '../connect/connectTypes.js';
import { systemClock, type Clock } from '../session/clock.js';
import { createObservable, type Observable } from '../session/createObservable.js';
import type { Ending, Moment, SessionLife, Timeline } from './timelineTypes.js';
import type { SeenPanel } from './watchPanels.js';

/** More would not fit in the panel. */
const MOST_LIVES = 8;
const MOST_COMPONENTS = 24;
const MOST_ATTEMPTS = 12;

/** A longer lifetime means that a clock is wrong: see `mintSession`. */
const LONGEST_LIFE = 24 * 60 * 60_000;

/** Turns what stores and pages report into lives that can be drawn. Does not depend on React. */
export interface Recorder extends Observable<Timeline> {
  /** Listens to a store until `stop`, even after the page shows another account, because this store lives on. */
  watch(store: ConnectStore): void;
  /** Records which components are on the page now. */
  see(panels: SeenPanel[]): void;
  stop(): void;
}

const EMPTY: Timeline = { lives: [], components: [] };

export function createRecorder(): Recorder {
  const { publish, ...observable } = createObservable(EMPTY);
  const { getSnapshot } = observable;
  let clock: Clock = systemClock;
  let order = 0;
  let latest = 0;
  let lifeCount = 0;
  let componentCount = 0;
  const watched = new Map<ConnectStore, () => void>();
  const newest = new WeakMap<ConnectStore, number>();
  const known = new Map<Element, number>();

  /** A clock may be set back, but the timeline must not go back. */
  const moment = (by: Clock): Moment => {
    latest = Math.max(latest, by.now());
    return { at: latest, order: ++order };
  };

  const lifeOf = (store: ConnectStore) =>
    getSnapshot().lives.find(({ id, ended }) => id === newest.get(store) && !ended);

  const change = (life: SessionLife, part: Partial<SessionLife>) =>
    publish({
      lives: getSnapshot().lives.map((each) => (each.id === life.id ? { ...each, ...part } : each)),
    });

  function begin(store: ConnectStore, begun: Moment, part: Partial<SessionLife> = {}): SessionLife {
    const { session } = store.getSnapshot();
    const life: SessionLife = {
      id: ++lifeCount,
      account: session?.account,
      begun,
      found: false,
      attempts: [],
      attemptCount: 0,
      failures: [],
      ...part,
    };
    newest.set(store, life.id);
    publish({ lives: [...getSnapshot().lives, life].slice(-MOST_LIVES) });
    return life;
  }

  const end = (life: SessionLife | undefined, how: Ending, at: Moment) => {
    if (life) change(life, { ended: { moment: at, how } });
  };

  const answered = ({ attempts }: SessionLife, at: Moment) =>
    attempts.map((attempt, index) =>
      index === attempts.length - 1 ? { ...attempt, answered: at } : attempt,
    );

  function hear(store: ConnectStore, event: SessionEvent) {
    const now = moment(store.clock);
    let life = lifeOf(store);
    switch (event.type) {
      case 'requested': {
        if (life?.minted || life?.found) {
          end(life, event.reason === 'expired' ? 'expired' : 'replaced', now);
          life = undefined;
        }
        life ??= begin(store, now);
        const attempts = [...life.attempts, { reason: event.reason, asked: now }].slice(-MOST_ATTEMPTS);
        return change(life, { attempts, attemptCount: life.attemptCount + 1, account: event.account });
      }
      case 'minted':
        life ??= begin(store, now);
        return change(life, {
          account: event.account,
          attempts: answered(life, now),
          minted: now,
          expiresAt: endOf(event.expiresAt, now),
        });
      case 'ready':
        return life && change(life, { ready: now });
      case 'logged_out':
      case 'released':
        return end(life, event.type, now);
      // This event comes once for a problem of many attempts. The snapshot shows each attempt.
      case 'failed':
    }
  }

  function look(store: ConnectStore) {
    const { error } = store.getSnapshot();
    if (!error) return;
    const seen = lifeOf(store);
    if (seen?.failures.at(-1)?.error === error) return;
    const now = moment(store.clock);
    const life = seen ?? begin(store, now);
    change(life, {
      failures: [...life.failures, { error, moment: now }].slice(-MOST_ATTEMPTS),
      attempts: life.attempts.at(-1)?.answered ? life.attempts : answered(life, now),
    });
  }

  /** The panel may mount after a session already exists. */
  function find(store: ConnectStore) {
    const { status, session } = store.getSnapshot();
    if (lifeOf(store) || status === 'idle' || status === 'logged_out') return;
    const now = moment(store.clock);
    const found = status === 'ready';
    begin(store, now, { found, expiresAt: found ? endOf(session?.expiresAt, now) : undefined });
  }

  return {
    ...observable,
    watch(store) {
      ({ clock } = store);
      if (watched.has(store)) return;
      const silence = store.onEvent((event) => hear(store, event));
      const unsubscribe = store.subscribe(() => look(store));
      watched.set(store, () => {
        silence();
        unsubscribe();
      });
      find(store);
      look(store);
    },
    see(panels) {
      let { components } = getSnapshot();
      let now: Moment | undefined;
      const present = new Set<number>();
      for (const { element, tag, state } of panels) {
        let id = known.get(element);
        const life = components.find((each) => each.id === id);
        if (id === undefined) {
          known.set(element, (id = ++componentCount));
          components = [...components, { id, tag, steps: [{ state, moment: (now ??= moment(clock)) }] }];
        } else if (life && life.steps.at(-1)?.state !== state) {
          const steps = [...life.steps, { state, moment: (now ??= moment(clock)) }];
          components = components.map((each) => (each === life ? { ...life, steps } : each));
        }
        present.add(id);
      }
      for (const [element, id] of known) if (!present.has(id)) known.delete(element);
      const gone = components.filter((life) => !life.gone && !present.has(life.id));
      if (gone.length) {
        const at = (now ??= moment(clock));
        components = components.map((life) => (gone.includes(life) ? { ...life, gone: at } : life));
      }
      if (!now) return;
      // Removed components are dropped first.
      const inOrder = [...components].sort((one, two) => Number(!one.gone) - Number(!two.gone));
      publish({ components: inOrder.slice(-MOST_COMPONENTS) });
    },
    stop() {
      for (const leave of watched.values()) leave();
      watched.clear();
    },
  };
}

/** The server's seconds as milliseconds, if they are plausible by this page's clock. */
function endOf(expiresAt: number | undefined, now: Moment): number | undefined {
  if (expiresAt === undefined) return undefined;
  const end = expiresAt * 1000;
  return end > now.at && end - now.at <= LONGEST_LIFE ? end : undefined;
}
