'use client';

import { useEffect, useMemo, useRef, useState, useSyncExternalStore, type RefObject } from 'react';
import { fault, type EmbeddedError } from '../session/errors.js';
import { ErrorPanel } from '../ui/ErrorPanel.js';
import { Skeleton, type SkeletonShape } from '../ui/Skeleton.js';
import type { ConnectContextValue } from './ConnectContext.js';
import type { OwnProps } from './connectProps.js';
import type { ConnectSnapshot } from './connectTypes.js';
import { createElementStore, LOADING, type ElementStore } from './elementStore.js';

interface ConnectPanelProps {
  tag: string;
  shape: SkeletonShape;
  context: ConnectContextValue;
  snapshot: ConnectSnapshot;
  /** Set by Retry: the button leaves the page, and the focus must not leave with it. */
  refocus: RefObject<boolean>;
  retry: (ofElement: boolean) => void;
  props: OwnProps;
  /** The props of the newest render, for their handlers. */
  newest: RefObject<OwnProps>;
}

/** Nothing changes by itself, but a person may have signed in again, or been given the right. */
const MENDED_ELSEWHERE = /unauthorized|forbidden|endpoint_failed/;

const never = () => () => {};
const getLoading = () => LOADING;

/** One of Stripe's elements with what stands in for it while it loads or when it fails. */
export function ConnectPanel(panel: ConnectPanelProps) {
  const { tag, shape, context, snapshot, refocus, retry, props, newest } = panel;
  const { store, messages, report } = context;
  const { instance, generation, status } = snapshot;
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
  for (const [name, value] of Object.entries(rest))
    (name.startsWith('data-') ? data : stripeProps)[name] = value;

  const root = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const made = useRef<ElementStore>(undefined);
  const told = useRef<unknown>(undefined);
  const [element, setElement] = useState<ElementStore>();
  const drawn = useSyncExternalStore(
    element?.subscribe ?? never,
    element?.getSnapshot ?? getLoading,
    getLoading,
  );

  const { missing, unlisted } = useMissing(tag, snapshot);
  // What the session does not even name, Stripe judges.
  const failed = unlisted && drawn.error?.code === 'component_load_failed' && !drawn.error.retryable;
  const error = missing ?? snapshot.blocking ?? (failed ? unlisted : drawn.error);
  const state = error ? 'error' : drawn.state;

  useEffect(() => {
    element?.push(stripeProps);
  });

  useEffect(() => {
    if (!instance || missing || made.current) return;
    made.current = createElementStore(instance, tag, {
      newest: () => newest.current as Record<string, unknown>,
      renew: () => store.renew(generation),
      onSetterFailed: (failure) => {
        report(failure);
        newest.current.onError?.(failure);
      },
    });
    made.current.push(stripeProps);
    host.current?.append(made.current.element);
    setElement(made.current);
    // The element is made once for each instance; its props are brought by the effect above.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [instance, missing]);

  useEffect(() => {
    if (status !== 'ready' || state !== 'loading' || !element) return;
    const timer = store.clock.setTimeout(() => element.fail(tooLate(tag, loadTimeout)), loadTimeout);
    return () => store.clock.clearTimeout(timer);
  }, [status, state, element, store, tag, loadTimeout]);

  useEffect(() => {
    const news = error ?? state;
    if (told.current === news) return;
    told.current = news;
    if (state === 'ready') newest.current.onReady?.();
    if (!error || error.code === 'logged_out') return;
    // The provider hears of the session's own troubles from the store.
    if (error !== snapshot.blocking) report(error);
    newest.current.onError?.(error);
  }, [error, state, snapshot.blocking, newest, report]);

  useEffect(() => {
    if (!refocus.current || error) return;
    refocus.current = false;
    root.current?.focus({ preventScroll: true });
  }, [refocus, error]);

  const isMendable = error && (error.retryable || MENDED_ELSEWHERE.test(error.code));
  const canRetry = isMendable && (store.renews || error.code !== 'session_expired');
  const again = () => retry(error === drawn.error && error?.code !== 'session_expired');
  return (
    <div
      {...data}
      ref={root}
      id={id}
      className={className}
      style={{ width: '100%', ...style }}
      tabIndex={-1}
      aria-busy={state === 'loading'}
      data-stripe-embedded={tag}
      data-state={state}
    >
      {state === 'loading' &&
        (fallback === undefined ? <Skeleton shape={shape} label={messages.loading} /> : fallback)}
      {error &&
        (errorFallback === undefined ? (
          <ErrorPanel error={error} messages={messages} onRetry={canRetry ? again : undefined} />
        ) : typeof errorFallback === 'function' ? (
          errorFallback({ error, retry: again })
        ) : (
          errorFallback
        ))}
      {/* Kept while an error shows: what a person has typed in comes back with the session. */}
      <div ref={host} hidden={Boolean(error)} />
    </div>
  );
}

/** What the session does not enable is found before Stripe shows a blank box for it. */
function useMissing(
  tag: string,
  { session }: ConnectSnapshot,
): Record<'missing' | 'unlisted', EmbeddedError | undefined> {
  const name = tag.replaceAll('-', '_');
  const listed = session?.components?.[name];
  const isOff = session?.components && !listed?.enabled;
  const isListed = listed !== undefined;
  return useMemo(() => {
    const error = isOff ? fault('component_not_enabled', { name }, { component: tag }) : undefined;
    return { missing: isListed ? error : undefined, unlisted: isListed ? undefined : error };
  }, [isOff, isListed, name, tag]);
}

const tooLate = (tag: string, loadTimeout: number) =>
  fault('component_timeout', { tag, timeout: loadTimeout }, { component: tag, retryable: true });
