import type { RefObject } from 'react';
import { createObservable } from '../session/createObservable.js';
import { fault, type EmbeddedError } from '../session/errors.js';
import { isPrerendered } from '../session/isPrerendered.js';
import { shield } from '../session/shield.js';
import type { OwnProps } from './connectProps.js';
import type { ConnectStore } from './connectTypes.js';
import { stayOnPage } from './stayOnPage.js';
import { createStripeElement, notCreated, type StripeElement, type ElementProps } from './stripeElement.js';

interface PanelSnapshot {
  state: 'loading' | 'ready' | 'error';
  error?: EmbeddedError | undefined;
  /** Whether an already drawn element is shown while the session is retried, which may still fail. */
  isTrying: boolean;
}

export const LOADING: PanelSnapshot = { state: 'loading', isTrying: false };

/**
 * The state of one component, outside React. So an effect that runs twice finds Stripe's element as it was, and a
 * change that is not visible on the page causes no render.
 */
interface PanelStore {
  subscribe(listener: () => void): () => void;
  getSnapshot(): PanelSnapshot;
  /**
   * Inserts Stripe's element as soon as the session has an instance, and monitors it. Returns the function that
   * detaches.
   */
  attach(place: HTMLElement): () => void;
  /** Registers the component as mounted, even if hidden, until the commit that removes it. */
  stay(): () => void;
  /** Passes on the newest props of the component. */
  push(props: ElementProps, loadTimeout: number): void;
  /** Reports the state that is now shown to the page's handlers, once. */
  tell(shown: PanelSnapshot): void;
  /** Whether this error is the element's own, so that a new element may fix it. */
  isOwn(error?: EmbeddedError): boolean;
  /** Whether this panel still shows an error, and was not replaced for another account, instance or attempt. */
  isFailing(): boolean;
}

interface PanelOptions {
  tag: string;
  store: ConnectStore;
  /** The instance that this panel uses: another one gets another panel. */
  generation: number;
  /** The newest render that is shown, for the handlers among its props. */
  newest: RefObject<{ props: OwnProps }>;
  report: (error: EmbeddedError, generation: number) => void;
  /**
   * Moves the focus to the component's wrapper if it is in content that goes away: for an error, after one, or for
   * good.
   */
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
  /** What was last reported to the page's handlers: the code of an error, or else the state. Or that a retry runs. */
  let told: string | undefined;
  /** The element's own error that was reported: it shows again after an error of the session is over. */
  let toldOwn: EmbeddedError | undefined;
  let notEnabled: EmbeddedError | undefined;
  /** The error at the last check. */
  let seen: EmbeddedError | undefined;
  let isMade = false;
  let element: StripeElement | undefined;
  let props: ElementProps = {};
  let timeout = 0;
  let timer: unknown;
  /** Visible: its effects are running. */
  let isHere = false;
  /** Mounted, visible or hidden. */
  let isOnPage = false;

  const listed = () => store.getSnapshot().session?.components?.[name];
  /** Whether the component is certainly not enabled: the session lists it as off, or its list is complete. */
  const isCertain = () => notEnabled && (listed() ?? store.getSnapshot().session?.complete);
  const isStale = () => store.getSnapshot().generation !== generation;

  /** Detects a component that the session does not enable before Stripe shows a blank box for it. */
  function findError(): EmbeddedError | undefined {
    const { session, blocking } = store.getSnapshot();
    const { error } = own.getSnapshot();
    const isOff = session?.components && !listed()?.enabled;
    notEnabled = isOff
      ? (notEnabled ?? fault('component_not_enabled', { name }, { component: tag }))
      : undefined;
    if (isCertain()) return notEnabled;
    // A component that the session does not list at all may still work, so report it only once Stripe has failed.
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

  /** An element that has left the page, for another account or for good, no longer calls the page's handlers. */
  const handlers = (): OwnProps => (isOnPage ? newest.current.props : {});

  const toPage = (error: EmbeddedError, isKnown = false) => {
    if (!isOnPage) return;
    // The store reports the session's own errors to the provider.
    if (!isKnown) shield(() => report(error, generation));
    shield(() => newest.current.props.onError?.(error));
  };

  const fail = (error: EmbeddedError) => own.publish({ state: 'error', error });

  function make(place: HTMLElement) {
    const { instance } = store.getSnapshot();
    if (isMade || !instance || isCertain()) return;
    isMade = true;
    try {
      element = createStripeElement(instance, tag, {
        newest: handlers as () => ElementProps,
        onReady() {
          store.drawn = true;
          own.publish({ state: 'ready', error: undefined });
        },
        // A new instance would remove what other components show, so do not create one for a hidden element. `attach`
        // asks for it when the element is visible again.
        onFailed: (error) =>
          (error.code === 'session_expired' && isHere && store.renew(generation)) || fail(error),
        onSetterFailed: toPage,
      });
      element.push(props);
      place.append(element.node);
    } catch (cause) {
      // A test's mock may return no element.
      element = undefined;
      fail(notCreated(tag, cause));
    }
  }

  /** Limits the time in which Stripe must start to draw, once its script, the session and the element are there. */
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
    // Called late, at the visit of a prerendered page, it may have been hidden since.
    if (isStale() || !isHere) return;
    const { state, error } = getSnapshot();
    // An error hides the form that has the focus, and the end of an error removes its Retry. React has rendered
    // neither yet.
    if (error !== seen) keepFocus(error, seen);
    seen = error;
    make(place);
    const isWaiting = element !== undefined && state === 'loading' && store.getSnapshot().status === 'ready';
    // A prerendered page may have an instance of its own.
    watch(isWaiting && !isPrerendered(() => follow(place)));
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
      // The session was refused while the component was hidden.
      const isRefused = own.getSnapshot().error?.code === 'session_expired';
      if (isRefused && !isStale() && store.renew(generation)) return () => {};
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
      // It may have mounted on a session that failed before and now starts over. An error that was shown is reported, even
      // if an earlier handler has retried it since.
      if (!told && isStale()) return;
      if (isTrying) return void (told = 'trying');
      // Errors are compared by code: a component that mounts later makes the session retry, and if that fails again,
      // it is the same problem.
      const news = error?.code ?? state;
      if (told === news) return;
      told = news;
      if (state === 'ready') shield(() => handlers().onReady?.());
      if (error && error !== toldOwn && error.code !== 'logged_out')
        // An error that does not name this component is the session's. Do not ask the store: an earlier handler may
        // have retried, and then the store no longer has that error.
        toPage(error, error.component !== tag);
      if (isOwn(error)) toldOwn = error;
    },
    isOwn,
    isFailing: () => isOnPage && !isStale() && Boolean(findError()),
  };
}
