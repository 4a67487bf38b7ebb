'use client';

import { BUTTON } from './buttonStyle.js';
import { errorText } from './errorText.js';
import type { PanelMessages } from './messages.js';
import { RADIUS, tint } from './tint.js';

/** A button's look on what leads elsewhere. */
const LINK = {
  display: 'inline-block',
  marginTop: 14,
  textDecoration: 'none',
} as const;

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
  const reference = [error.component, error.code].filter(Boolean).join(' · ');
  return (
    <div
      role="alert"
      style={{ padding: 20, border: `1px solid ${tint(18)}`, borderRadius: RADIUS, lineHeight: 1.5 }}
    >
      <strong>{messages.errorTitle}</strong>
      <p style={{ margin: '4px 0 0' }}>{errorText(error.code, messages)}</p>
      {/* Only React 19 takes a script out itself, which a browser reads with any line breaks in it. */}
      {linkOut &&
        error.code === 'unsupported_environment' &&
        !/^\W*javascript:/i.test(linkOut.replace(/\s/g, '')) && (
          <a href={linkOut} style={{ ...BUTTON, ...LINK }}>
            {messages.linkOut}
          </a>
        )}
      {onRetry && (
        <button type="button" onClick={onRetry} style={{ ...BUTTON, marginTop: 14 }}>
          {messages.retry}
        </button>
      )}
      <p style={{ margin: '14px 0 0', fontSize: '.85em' }}>
        {messages.reference}: <code style={{ userSelect: 'all', overflowWrap: 'anywhere' }}>{reference}</code>
      </p>
    </div>
  );
}
