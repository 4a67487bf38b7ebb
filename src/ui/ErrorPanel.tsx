'use client';

import type { CSSProperties } from 'react';
import { BUTTON } from './buttonStyle.js';
import { errorText } from './errorText.js';
import { isSeen } from './isSeen.js';
import type { PanelMessages } from './messages.js';
import { RADIUS, tint } from './tint.js';

/** A button's look, also on what leads elsewhere. */
const ACTION: CSSProperties = { ...BUTTON, display: 'inline-block', marginTop: 14, textDecoration: 'none' };

/** Which panel has told an error. */
const tellers = new WeakMap<object, Element>();

export interface ErrorPanelProps {
  error: { code: string; component?: string };
  messages: PanelMessages;
  /** The way out of an app's webview. */
  linkOut?: string | undefined;
  /** Left out where trying again would not help. */
  onRetry?: (() => void) | undefined;
}

/** Says in plain words what failed, offers to try again, and gives support something to go by. */
export function ErrorPanel({ error, messages, linkOut, onRetry }: ErrorPanelProps) {
  // The session's trouble is that of each component on it: all show it, and the first that is seen tells it.
  const tell = (panel: Element | null) => {
    if (!panel) return;
    const teller = tellers.get(error);
    // Behind a modal dialog nothing is heard. And a widget's frame hides the first of two panels, which may have told it.
    const isBehind = panel.closest('dialog,[role$=dialog]')?.contains(teller!) === false;
    if (teller && isSeen(teller) && !isBehind) return;
    panel.setAttribute('role', 'alert');
    if (isSeen(panel)) tellers.set(error, panel);
  };
  const reference = [error.component, error.code].filter(Boolean).join(' · ');
  return (
    <div
      ref={tell}
      style={{ padding: 20, border: `1px solid ${tint(18)}`, borderRadius: RADIUS, lineHeight: 1.5 }}
    >
      <strong>{messages.errorTitle}</strong>
      <p style={{ margin: '4px 0 0' }}>{errorText(error.code, messages)}</p>
      {/* React 18 lets `javascript:` through, and a browser runs that with line breaks in it, too. */}
      {linkOut &&
        error.code === 'unsupported_environment' &&
        !/^\W*javascript:/i.test(linkOut.replace(/\s/g, '')) && (
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
