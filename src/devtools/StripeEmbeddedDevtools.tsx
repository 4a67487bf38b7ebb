'use client';

import { useEffect, useId, useRef, useState, useSyncExternalStore, type CSSProperties } from 'react';
import { useConnectContext } from '../connect/ConnectContext.js';
import type { ConnectStatus } from '../connect/connectTypes.js';
import { BUTTON } from '../ui/buttonStyle.js';
import { createRecorder } from './createRecorder.js';
import { DevtoolsPanel } from './DevtoolsPanel.js';
import { ASKED, FAILED, LIVE } from './palette.js';
import type { DevtoolsSandbox } from './SandboxControls.js';
import { watchPanels } from './watchPanels.js';

/** The corner of the page that the button is in. */
export type DevtoolsCorner = 'bottom-end' | 'bottom-start' | 'top-end' | 'top-start';

/** The options of the panel. */
export interface StripeEmbeddedDevtoolsProps {
  /** A simulated Stripe to control. Adds the buttons Expire, Fail and Retry. */
  sandbox?: DevtoolsSandbox | undefined;
  /** The corner of the button. `end` is right, or left in a right-to-left page. @default 'bottom-end' */
  corner?: DevtoolsCorner | undefined;
  /** The theme of the panel. The default follows the page's `color-scheme`. */
  theme?: 'light' | 'dark' | undefined;
}

const STATUSES: Record<ConnectStatus, readonly [text: string, colour: string]> = {
  idle: ['idle', 'GrayText'],
  loading: ['loading', ASKED],
  ready: ['ready', LIVE],
  error: ['failed', FAILED],
  logged_out: ['signed out', 'GrayText'],
};

/**
 * Draws a timeline of the nearest provider's sessions, in a panel behind a button in a corner. It is for development:
 * nothing else in this library imports it, so your bundle has it only if you import it.
 *
 * @example
 * <ConnectProvider publishableKey="pk_test_…" endpoint="/api/stripe/session">
 *   <ConnectPayments />
 *   <StripeEmbeddedDevtools />
 * </ConnectProvider>
 */
export function StripeEmbeddedDevtools({
  sandbox,
  corner = 'bottom-end',
  theme,
}: StripeEmbeddedDevtoolsProps) {
  const { store } = useConnectContext('StripeEmbeddedDevtools');
  const { status } = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getServerSnapshot);
  const [recorder] = useState(createRecorder);
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

  useEffect(() => recorder.watch(store), [recorder, store]);
  useEffect(() => () => recorder.stop(), [recorder]);
  useEffect(
    // Watch the root that the panel is in: a shadow root is separate from its page.
    () => watchPanels(root.current!.getRootNode() as Document | ShadowRoot, recorder.see),
    [recorder],
  );

  const [text, colour] = STATUSES[status];
  return (
    // The section only listens for Escape, wherever the focus is in the panel. The buttons are the interactive elements.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={root}
      lang="en"
      aria-label="Stripe sessions"
      style={{ ...ROOT, ...placeOf(corner), colorScheme: theme }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        event.stopPropagation();
        setOpen(false);
        button.current?.focus();
      }}
    >
      <button
        ref={button}
        type="button"
        aria-label={`Stripe sessions, ${text}`}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        style={{ ...BUTTON, color: 'CanvasText', background: 'Canvas' }}
        onClick={() => setOpen(!isOpen)}
      >
        <svg aria-hidden style={{ width: 10, height: 10, marginInlineEnd: 8 }}>
          <circle cx="5" cy="5" r="5" style={{ fill: colour }} />
        </svg>
        Stripe sessions
      </button>
      {isOpen && <DevtoolsPanel id={id} store={store} recorder={recorder} sandbox={sandbox} />}
    </section>
  );
}

const ROOT: CSSProperties = {
  position: 'fixed',
  zIndex: 2147483000,
  display: 'flex',
  gap: 8,
  font: '13px/1.5 system-ui, sans-serif',
};

function placeOf(corner: DevtoolsCorner): CSSProperties {
  const isTop = corner.startsWith('top');
  const isStart = corner.endsWith('start');
  return {
    // The button comes first in the tab order and is nearest to the corner.
    flexDirection: isTop ? 'column' : 'column-reverse',
    alignItems: isStart ? 'flex-start' : 'flex-end',
    [isTop ? 'insetBlockStart' : 'insetBlockEnd']: 16,
    [isStart ? 'insetInlineStart' : 'insetInlineEnd']: 16,
  };
}
