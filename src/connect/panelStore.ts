import type { RefObject } from 'react';
import { createObservable } from '../session/createObservable.js';
import { fault, type EmbeddedError } from '../session/errors.js';
import { shield } from '../session/shield.js';
import type { OwnProps } from './connectProps.js';
import type { ConnectStore } from './connectTypes.js';
import { stayOnPage } from './stayOnPage.js';
import { createStripeElement, notCreated, type StripeElement, type ElementProps } from './stripeElement.js';

export interface PanelSnapshot {
  state: 'loading' | 'ready' | 'error';
  error?: EmbeddedError | undefined;
  /** It was drawn before, and is seen while the session is tried again, which may fail yet. */
  isTrying: boolean;
}

export const LOADING: PanelSnapshot = { state: 'loading', isTrying: false };

/**
 * What one component shows, outside React: so an effect that runs twice finds Stripe's element as it was, and what
 * changes nothing on the page renders nothing.
 */
export interface PanelStore {
  subscribe(listener: () => void): () => void;
  getSnapshot(): PanelSnapshot;
  /** Puts Stripe's element there as soon as the session has one, and watches over it. Returns the way to leave. */
  attach(place: HTMLElement): () => void;
  /** On the page, be it hidden, until the commit that takes it away. */
  stay(): () => void;
  /** The newest props of the component. */
  push(props: ElementProps, loadTimeout: number): void;
  /** Brings what the page shows now to its handlers, once. */
  tell(shown: PanelSnapshot): void;
  /** Whether this error is the element's own, so that a new element may do. */
  isOwn(error?: EmbeddedError): boolean;
  /** Whether it shows an error: of another account, instance or attempt, the place may show nothing wrong. */
  isFailing(): boolean;
}

interface PanelOptions {
  tag: string;
  store: ConnectStore;
  /** The instance that this panel stands on: another one gets another panel. */
  generation: number;
  /** The props of the newest render, for their handlers. */
  newest: RefObject<OwnProps>;
  report: (error: EmbeddedError) => void;
  /** Brings the focus to the component's own place, where it is in what goes: for an error, after another, or for good. */
  keepFocus: (error?: EmbeddedError, before?: EmbeddedError) => void;
}

export function createPanelStore({
  tag,
  store,
  generation,
  newest,
  report,
  keepFocus,
}: PanelOptions): PanelStore {
  const name = tag.replaceAll('-', '_');
  const own = createObservable(LOADING);
  let shown = LOADING;
  /** What the page's handlers heard last: an error by its code, or else the state. */
  let told: string | undefined;
  /** The element's own trouble: it is there again when another one, of the session's, is over. */
  let toldOwn: EmbeddedError | undefined;
  let notEnabled: EmbeddedError | undefined;
  /** What the place showed when it was last looked at. */
  let seen: EmbeddedError | undefined;
  let isMade = false;
  let element: StripeElement | undefined;
  let props: ElementProps = {};
  let timeout = 0;
  let timer: unknown;
  /** Seen: its effects are at work. */
  let isHere = false;
  /** Mounted, be it seen or hidden. */
  let isOnPage = false;

  const listed = () => store.getSnapshot().session?.components?.[name];
  /** Whether it is surely not enabled: the session names it as off, or names all that is on. */
  const isCertain = () => notEnabled && (listed() ?? store.getSnapshot().session?.complete);
  const isStale = () => store.getSnapshot().generation !== generation;

  /** What the session does not enable is found before Stripe shows a blank box for it. */
  function findError(): EmbeddedError | undefined {
    const { session, blocking } = store.getSnapshot();
    const { error } = own.getSnapshot();
    const isOff = session?.components && !listed()?.enabled;
    notEnabled = isOff
      ? (notEnabled ?? fault('component_not_enabled', { name }, { component: tag }))
      : undefined;
    if (isCertain()) return notEnabled;
    // A component that the session does not even name may work all the same: that is told only once Stripe has failed.
    const failed = error?.code === 'component_load_failed' && !error.retryable;
    return blocking ?? (failed ? (notEnabled ?? error) : error);
  }

  function getSnapshot(): PanelSnapshot {
    if (isStale()) return shown;
    const error = findError();
    const state = error ? 'error' : own.getSnapshot().state;
    const isTrying = state === 'ready' && store.getSnapshot().status !== 'ready';
    if (state !== shown.state || error !== shown.error || isTrying !== shown.isTrying)
      shown = { state, error, isTrying };
    return shown;
  }

  const isOwn = (error?: EmbeddedError) => error === own.getSnapshot().error;

  /** Of an element that has left the page, for another account or for good, the page hears nothing. */
  const handlers = (): OwnProps => (isOnPage ? newest.current : {});

  const toPage = (error: EmbeddedError, isKnown = false) => {
    if (!isOnPage) return;
    // The provider hears of the session's own troubles from the store.
    if (!isKnown) shield(() => report(error));
    shield(() => newest.current.onError?.(error));
  };

  const fail = (error: EmbeddedError) => own.publish({ state: 'error', error });

  function make(place: HTMLElement) {
    const { instance } = store.getSnapshot();
    if (isMade || !instance || isCertain()) return;
    isMade = true;
    try {
      element = createStripeElement(instance, tag, {
        newest: () => handlers() as ElementProps,
        onReady() {
          store.drawn = true;
          own.publish({ state: 'ready', error: undefined });
        },
        // A new instance would take away what others show, so none is made for an element that nobody sees: `attach`
        // asks for it when it is seen again.
        onFailed: (error) =>
          (error.code === 'session_expired' && isHere && store.renew(generation)) || fail(error),
        onSetterFailed: toPage,
      });
      element.push(props);
      place.append(element.node);
    } catch (cause) {
      // A test's mock may make none.
      element = undefined;
      fail(notCreated(tag, cause));
    }
  }

  /** Stripe's script, session and element are here, and nothing is drawn: that is waited for, but not for ever. */
  function watch(isWaiting: boolean) {
    if (isWaiting)
      timer ??= store.clock.setTimeout(
        () => fail(fault('component_timeout', { tag, timeout }, { component: tag, retryable: true })),
        timeout,
      );
    else {
      store.clock.clearTimeout(timer);
      timer = undefined;
    }
  }

  function follow(place: HTMLElement) {
    if (isStale()) return;
    const { state, error } = getSnapshot();
    // An error hides what somebody types in, and its Retry goes when it is over: React has drawn neither yet.
    if (error !== seen) keepFocus(error, seen);
    seen = error;
    make(place);
    watch(element !== undefined && state === 'loading' && store.getSnapshot().status === 'ready');
  }

  function subscribe(listener: () => void) {
    const leave = [store.subscribe(listener), own.subscribe(listener)];
    return () => leave.forEach((stop) => stop());
  }

  return {
    getSnapshot,
    subscribe,
    stay() {
      isOnPage = true;
      const leave = stayOnPage(store, () => {
        if (!isStale()) return undefined;
        keepFocus();
        return element?.node;
      });
      return () => {
        isOnPage = false;
        leave();
      };
    },
    attach(place) {
      // Refused while it was hidden.
      const { error } = own.getSnapshot();
      if (error?.code === 'session_expired' && !isStale() && store.renew(generation)) return () => {};
      const leave = subscribe(() => follow(place));
      isHere = true;
      follow(place);
      return () => {
        isHere = false;
        leave();
        watch(false);
      };
    },
    push(next, loadTimeout) {
      props = next;
      timeout = loadTimeout;
      element?.push(next);
    },
    tell({ state, error, isTrying }) {
      if (isTrying) return void (told = undefined);
      // Errors are compared by their code: a component that is mounted later makes the session try once more, and what
      // that ends with is the same trouble.
      const news = error?.code ?? state;
      if (told === news) return;
      told = news;
      if (state === 'ready') shield(() => handlers().onReady?.());
      if (error && error !== toldOwn && error.code !== 'logged_out')
        // An error that does not name this component is the session's. The store is not asked: a handler before this
        // one may have tried again, and then the session has that error no more.
        toPage(error, error.component !== tag);
      if (isOwn(error)) toldOwn = error;
    },
    isOwn,
    isFailing: () => isOnPage && !isStale() && Boolean(findError()),
  };
}
