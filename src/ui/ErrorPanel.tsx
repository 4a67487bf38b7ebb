'use client';

import type { CSSProperties } from 'react';
import { BUTTON } from './buttonStyle.js';
import { errorText } from './errorText.js';
import { isSeen } from './isSeen.js';
import type { PanelMessages } from './messages.js';
import { RADIUS, tint } from './tint.js';

/** The look of a button, also used for the link. */
const ACTION: CSSProperties = { ...BUTTON, display: 'inline-block', marginTop: 14, textDecoration: 'none' };

/** Which panel has announced an error. */
const tellers = new WeakMap<object, Element>();

interface ErrorPanelProps {
  error: { code: string; component?: string; cause?: unknown };
  messages: PanelMessages;
  /** The address that leads out of an app's webview. */
  linkOut?: string | undefined;
  /** Omitted if a retry would not help. */
  onRetry?: (() => void) | undefined;
}

/** Says in plain words what failed, offers a retry, and shows a reference for support. */
export function ErrorPanel({ error, messages, linkOut, onRetry }: ErrorPanelProps) {
  // An error of the session affects each component on it: all of them show it, and the first visible one announces it.
  const tell = (panel: Element | null) => {
    // A component that is hidden until it has something to show renders again when it is shown.
    if (!panel || panel.parentElement!.style.visibility === 'hidden') return;
    const teller = tellers.get(error);
    // Nothing behind a modal dialog is announced. And a widget's frame may hide the first of two panels, which
    // announced it.
    const isBehind = panel.closest('dialog,[role$=dialog]')?.contains(teller!) === false;
    if (teller && isSeen(teller) && !isBehind) return;
    panel.setAttribute('role', 'alert');
    if (isSeen(panel)) tellers.set(error, panel);
  };
  const isInApp = error.code === 'unsupported_environment';
  const reference = [error.component, error.code].filter(Boolean).join(' · ');
  return (
    <div
      ref={tell}
      style={{ padding: 20, border: `1px solid ${tint(18)}`, borderRadius: RADIUS, lineHeight: 1.5 }}
    >
      <strong>{messages.errorTitle}</strong>
      <p style={{ margin: '4px 0 0' }}>{isInApp ? messages.webview : errorText(error, messages)}</p>
      {/* React 18 allows `javascript:`, and browsers run it even with line breaks inside. */}
      {linkOut && isInApp && !/^\W*javascript:/i.test(linkOut.replace(/\s/g, '')) && (
        <a href={linkOut} style={ACTION}>
          {messages.linkOut}
        </a>
      )}
      {onRetry && (
        <button type="button" onClick={onRetry} style={ACTION}>
          {messages.retry}
        </button>
      )}
      <p style={{ margin: '14px 0 0', fontSize: '.85em' }}>
        {messages.reference}: <code style={{ userSelect: 'all', overflowWrap: 'anywhere' }}>{reference}</code>
      </p>
    </div>
  );
}
