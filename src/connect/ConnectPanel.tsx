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
import { createPanelStore, LOADING } from './panelStore.js';

interface ConnectPanelProps {
  name: string;
  tag: string;
  shape: SkeletonShape;
  props: OwnProps;
  /** The props of the newest render, for their handlers. */
  newest: RefObject<OwnProps>;
}

/** Errors that are not over by themselves; but a person may have signed in again, or a server may be mended. */
const MENDED_ELSEWHERE = /unauthorized|forbidden|endpoint_failed|invalid_response/;

const getServerGeneration = () => 0;
const getLoading = () => LOADING;

/** The place of one of Stripe's elements, with what stands in for it while it loads or when it fails. */
export function ConnectPanel({ name, tag, shape, props, newest }: ConnectPanelProps) {
  const context = useConnectContext(name);
  const { store, messages, report } = context;
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
  const [tried, setTried] = useState({ of: store.id, attempt: 0 });
  // With another account nothing was tried yet.
  const attempt = tried.of === store.id ? tried.attempt : 0;
  /** On which store the focus has come here. */
  const [focusedOn, setFocusedOn] = useState<number>();

  const takeFocus = (withName = true) => {
    const panel = root.current!;
    // Made focusable only now: else a dialog that opens, or a click, would put the focus here too.
    panel.tabIndex = -1;
    panel.focus({ preventScroll: true });
    if (withName) setFocusedOn(store.id);
  };
  const canRetry = (error: EmbeddedError) =>
    (error.retryable || MENDED_ELSEWHERE.test(error.code)) &&
    (store.renews || error.code !== 'session_expired');
  const keepFocus = (error?: EmbeddedError, before?: EmbeddedError) => {
    // From one error to the next the page's own words stay, and our Retry does where there is one.
    const stays = error && before && (errorFallback || canRetry(error));
    // While React hides it there is no root, and nothing that a person could have the focus in. An error leaves no name
    // behind: with it Firefox would make the place anew, and not tell of the alert in it.
    if (!stays && root.current && hasFocus(root.current)) takeFocus(!error);
  };

  // Each account, instance and attempt has one of its own.
  const panelStore = useMemo(
    () => createPanelStore({ tag, store, generation, newest, report, keepFocus }),
    // oxlint-disable-next-line react/exhaustive-deps
    [store, generation, attempt],
  );
  const shown = useSyncExternalStore(panelStore.subscribe, panelStore.getSnapshot, getLoading);
  const { state, error, isTrying } = shown;
  const isNamed = focusedOn === store.id;
  // What the focus came here for is over.
  if (isNamed && state === 'ready' && !isTrying) setFocusedOn(undefined);

  // Other effects run after the first paint, and the script is what a page waits for longest.
  useInsertionEffect(() => store.hasten(), [store]);
  useInsertionEffect(() => panelStore.stay(), [panelStore]);
  useEffect(() => panelStore.push(stripeProps, loadTimeout));
  useEffect(() => panelStore.attach(host.current!), [panelStore]);
  useEffect(() => panelStore.tell(shown), [panelStore, shown]);
  useEffect(() => store.retain(), [store]);

  const isOfElement = panelStore.isOwn(error) && error?.code !== 'session_expired';
  const retry = () => {
    // A new element may do. Where one was tried, and nothing was ever drawn on this instance, the instance may be dead.
    if (isOfElement && (!attempt || store.drawn)) setTried({ of: store.id, attempt: attempt + 1 });
    else store.retry();
  };
  const retryFromPanel = () => {
    takeFocus();
    retry();
  };
  // Called by a button of the page's, which may have the focus; or by its code, while a person types elsewhere.
  const retryFromPage = () => {
    // It may be called late: what has left the page or got well since has nothing to try again.
    if (!root.current || !panelStore.isFailing()) return;
    // The session's trouble takes the button away only where there is something to try: the page's own instance has not.
    if (isOfElement) keepFocus();
    retry();
  };
  return (
    <div
      {...data}
      ref={root}
      id={id}
      className={className}
      style={{ width: '100%', outlineOffset: 4, ...style }}
      // The focus that comes to a name is heard: the status in it came with its words, and is not. The role stays when an
      // error takes the name away, or Firefox would not tell of the alert in it.
      role={isNamed ? 'group' : undefined}
      aria-label={isNamed && !error ? messages.loading : undefined}
      aria-busy={state === 'loading'}
      data-stripe-embedded={tag}
      data-state={state}
    >
      {/* What was drawn for another account, instance or attempt leaves the page in this very commit. */}
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
        {/* Kept while an error shows: what a person has typed in comes back with the session. */}
        <div ref={host} hidden={Boolean(error)} />
      </Fragment>
    </div>
  );
}
