'use client';

import { useEffect, useInsertionEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react';
import { ErrorPanel } from '../ui/ErrorPanel.js';
import { FromPage } from '../ui/FromPage.js';
import { hasFocus } from '../ui/hasFocus.js';
import { Skeleton, type SkeletonShape } from '../ui/Skeleton.js';
import type { ConnectContextValue } from './ConnectContext.js';
import type { OwnProps } from './connectProps.js';
import { createPanelStore, LOADING } from './panelStore.js';

interface ConnectPanelProps {
  tag: string;
  shape: SkeletonShape;
  context: ConnectContextValue;
  generation: number;
  /** Whether Retry took the focus away with its button, asked once: it comes to what is there instead. */
  takeFocus: () => boolean;
  /** Whether it has done so on this store. */
  wasRetried: boolean;
  retry: (ofElement: boolean, wantsFocus: boolean) => void;
  props: OwnProps;
  /** The props of the newest render, for their handlers. */
  newest: RefObject<OwnProps>;
}

/** Errors that are not over by themselves; but a person may have signed in again, or a server may be mended. */
const MENDED_ELSEWHERE = /unauthorized|forbidden|endpoint_failed|invalid_response/;

const getLoading = () => LOADING;

function focusOn(panel: HTMLElement) {
  // Made focusable only now: else a dialog that opens, or a click, would put the focus here too.
  panel.tabIndex = -1;
  panel.focus({ preventScroll: true });
}

/** One of Stripe's elements with what stands in for it while it loads or when it fails. */
export function ConnectPanel(panel: ConnectPanelProps) {
  const { tag, shape, context, generation, takeFocus, wasRetried, retry, props, newest } = panel;
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
  for (const [name, value] of Object.entries(rest))
    (name.startsWith('data-') ? data : stripeProps)[name] = value;

  const root = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const [panelStore] = useState(() => createPanelStore({ tag, store, generation, newest, report }));
  const shown = useSyncExternalStore(panelStore.subscribe, panelStore.getSnapshot, getLoading);
  const { state, error } = shown;

  useInsertionEffect(() => panelStore.stay(), [panelStore]);
  useEffect(() => panelStore.push(stripeProps, loadTimeout));
  useEffect(() => panelStore.attach(host.current!), [panelStore]);
  useEffect(() => panelStore.tell(shown), [panelStore, shown]);
  useEffect(() => {
    if (!error && takeFocus()) focusOn(root.current!);
  }, [takeFocus, error]);

  const isMendable = error && (error.retryable || MENDED_ELSEWHERE.test(error.code));
  const canRetry = isMendable && (store.renews || error.code !== 'session_expired');
  const again = (wantsFocus: boolean) =>
    retry(panelStore.isOwn(error) && error?.code !== 'session_expired', wantsFocus);
  // Called by a button of the page's, which had the focus; or by its code, while a person types elsewhere.
  const retryFromPage = () => {
    // It may be called late: what has left the page or got well since has nothing to try again.
    if (root.current && panelStore.getSnapshot().error) again(hasFocus(root.current));
  };
  return (
    <div
      {...data}
      ref={root}
      id={id}
      className={className}
      style={{ width: '100%', outlineOffset: 4, ...style }}
      // The focus that comes to a name is heard: the status in it came with its words, and is not.
      {...(wasRetried && state === 'loading' && { role: 'group', 'aria-label': messages.loading })}
      aria-busy={state === 'loading'}
      data-stripe-embedded={tag}
      data-state={state}
    >
      {state === 'loading' &&
        (fallback === undefined ? <Skeleton shape={shape} label={messages.loading} /> : fallback)}
      {error &&
        (errorFallback === undefined ? (
          <ErrorPanel
            error={error}
            messages={messages}
            linkOut={context.linkOut}
            onRetry={canRetry ? () => again(true) : undefined}
          />
        ) : (
          <FromPage of={errorFallback} error={error} retry={retryFromPage} />
        ))}
      {/* Kept while an error shows: what a person has typed in comes back with the session. */}
      <div
        ref={(element) => {
          host.current = element;
          // Once hidden it drops the focus, and a person who typed would have Retry behind them.
          // By its parent: what React's Suspense shows again has its own ref only after that.
          if (error && element && hasFocus(element)) focusOn(element.parentNode as HTMLElement);
        }}
        hidden={Boolean(error)}
      />
    </div>
  );
}
