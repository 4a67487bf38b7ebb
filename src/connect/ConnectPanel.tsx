'use client';

import {
  Fragment,
  useEffect,
  useInsertionEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type RefObject,
} from 'react';
import type { EmbeddedError } from '../session/errors.js';
import { ErrorPanel } from '../ui/ErrorPanel.js';
import { FromPage } from '../ui/FromPage.js';
import { hasFocus } from '../ui/hasFocus.js';
import { Skeleton, type SkeletonShape } from '../ui/Skeleton.js';
import { useConnectContext } from './ConnectContext.js';
import type { OwnProps } from './connectProps.js';
import { createHealing } from './createHealing.js';
import { createPanelStore, LOADING } from './panelStore.js';

interface ConnectPanelProps {
  name: string;
  tag: string;
  shape: SkeletonShape;
  props: OwnProps;
  /** The newest render that is shown, for the handlers among its props. */
  newest: RefObject<{ props: OwnProps }>;
}

/** Errors that do not go away by themselves, but the user may sign in again, or the server may be fixed. */
const MENDED_ELSEWHERE = /unauthorized|forbidden|endpoint_failed|invalid_response/;

const getServerGeneration = () => 0;
const getLoading = () => LOADING;

/** The wrapper of one of Stripe's elements, with what replaces the element while it loads or after it fails. */
export function ConnectPanel({ name, tag, shape, props, newest }: ConnectPanelProps) {
  const context = useConnectContext(name);
  const { store, messages, report } = context;
  // In render, as one calls React's own `preload`: the script takes longest to load, and a large page commits much later.
  store.hasten();
  const {
    fallback = context.fallback,
    errorFallback = context.errorFallback,
    loadTimeout = context.loadTimeout ?? 20_000,
    onReady: _ready,
    onError: _error,
    id,
    className,
    style,
    ...rest
  } = props;
  const data: Record<string, unknown> = {};
  const stripeProps: Record<string, unknown> = {};
  for (const [prop, value] of Object.entries(rest))
    (prop.startsWith('data-') ? data : stripeProps)[prop] = value;

  const root = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const getGeneration = () => store.getSnapshot().generation;
  const generation = useSyncExternalStore(store.subscribe, getGeneration, getServerGeneration);
  const [tried, setTried] = useState<{ of?: number; attempt: number }>({ attempt: 0 });
  // Attempts on another account's store do not count.
  const attempt = tried.of === store.id ? tried.attempt : 0;
  /** The id of the store that was in use when the focus was moved here. */
  const [focusedOn, setFocusedOn] = useState<number>();

  const takeFocus = (withName = true) => {
    const panel = root.current!;
    // Focusable only from now on: otherwise a dialog that opens, or a click, would also move the focus here.
    panel.tabIndex = -1;
    panel.focus({ preventScroll: true });
    if (withName) setFocusedOn(store.id);
  };
  const canRetry = (error: EmbeddedError) =>
    (error.retryable || MENDED_ELSEWHERE.test(error.code)) &&
    (store.renews || error.code !== 'session_expired');
  const keepFocus = (error?: EmbeddedError, before?: EmbeddedError) => {
    // From one error to the next, the page's own fallback stays, and so does our Retry button if there is one.
    const stays = error && before && (errorFallback || canRetry(error));
    // While React hides the panel, there is no root and nothing in it can have the focus. For an error, the wrapper
    // gets no name: with one, Firefox would recreate it for assistive technology and not announce the alert inside.
    if (!stays && root.current && hasFocus(root.current)) takeFocus(!error);
  };

  // Each account, instance and attempt has its own store.
  const panelStore = useMemo(
    () => createPanelStore({ tag, store, generation, newest, report, keepFocus }),
    // oxlint-disable-next-line react/exhaustive-deps
    [store, generation, attempt],
  );
  const shown = useSyncExternalStore(panelStore.subscribe, panelStore.getSnapshot, getLoading);
  const { state, error, isTrying } = shown;
  const isNamed = focusedOn === store.id;
  // The element is ready, so the name that the focus announced is no longer needed.
  if (isNamed && state === 'ready' && !isTrying) setFocusedOn(undefined);

  useInsertionEffect(() => panelStore.stay(), [panelStore]);
  useEffect(() => panelStore.push(stripeProps, loadTimeout));
  useEffect(() => panelStore.attach(host.current!), [panelStore]);
  useEffect(() => store.retain(1), [store]);
  useEffect(() => panelStore.tell(shown), [panelStore, shown]);

  const isOfElement = panelStore.isOwn(error) && error?.code !== 'session_expired';
  const retry = () => {
    if (!isOfElement) store.retry();
    // A new element may be enough. If that was tried and nothing was ever drawn on this instance, the instance may be
    // dead.
    else if (!attempt || store.drawn) setTried({ of: store.id, attempt: attempt + 1 });
    else store.refresh();
  };
  const retryFromPanel = () => {
    // A script may press the button while React hides the panel.
    if (root.current) takeFocus();
    retry();
  };
  // Called by the page's button, which may have the focus, or by the page's code while the user types elsewhere.
  const retryFromPage = () => {
    // It may be called late: a panel that has unmounted or recovered since has nothing to retry.
    if (!root.current || !panelStore.isFailing()) return;
    // An error of the session removes the button only if there is something to retry. With the page's own instance,
    // there is not.
    if (isOfElement) keepFocus();
    retry();
  };
  // The store retries for its own errors.
  // oxlint-disable-next-line react/exhaustive-deps -- each attempt has an error of its own
  useEffect(() => (error && isOfElement ? createHealing(() => error, retryFromPage) : undefined), [error]);
  return (
    <div
      {...data}
      ref={root}
      id={id}
      className={className}
      style={{ width: '100%', outlineOffset: 4, ...style }}
      // Moving the focus to a named element is announced. The status inside was inserted with its text, so it is not.
      // The role stays when an error removes the name, or Firefox would not announce the alert inside.
      role={isNamed ? 'group' : undefined}
      aria-label={isNamed && !error ? messages.loading : undefined}
      aria-busy={state === 'loading'}
      data-stripe-embedded={tag}
      data-state={state}
    >
      {/* What was drawn for another account, instance or attempt leaves the page in the same commit. */}
      <Fragment key={`${store.id}.${generation}.${attempt}`}>
        {state === 'loading' &&
          (fallback === undefined ? <Skeleton shape={shape} label={messages.loading} /> : fallback)}
        {error &&
          (errorFallback === undefined ? (
            <ErrorPanel
              error={error}
              messages={messages}
              linkOut={context.linkOut}
              onRetry={canRetry(error) ? retryFromPanel : undefined}
            />
          ) : (
            <FromPage of={errorFallback} error={error} retry={retryFromPage} />
          ))}
        {/* Kept while an error shows: what the user has typed comes back with the session. Any rule of the page for its
            boxes would overrule `hidden` alone. */}
        <div ref={host} hidden={Boolean(error)} style={{ display: error && 'none' }} />
      </Fragment>
    </div>
  );
}
