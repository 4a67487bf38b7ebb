'use client';

import { errorText } from './errorText.js';
import type { Messages } from './messages.js';
import { RADIUS, tint } from './tint.js';

export interface ErrorPanelProps {
  error: { code: string; component?: string };
  messages: Messages;
  /** Left out where trying again would not help. */
  onRetry?: () => void;
}

/** Says in plain words what failed, offers to try again, and gives support something to go by. */
export function ErrorPanel({ error, messages, onRetry }: ErrorPanelProps) {
  const reference = [error.component, error.code].filter(Boolean).join(' · ');
  return (
    <div
      role="alert"
      style={{ padding: 20, border: `1px solid ${tint(18)}`, borderRadius: RADIUS, lineHeight: 1.5 }}
    >
      <strong>{messages.errorTitle}</strong>
      <p style={{ margin: '4px 0 0' }}>{errorText(error.code, messages)}</p>
      {onRetry && (
        <button
          type="button"
          onClick={onRetry}
          style={{
            font: 'inherit',
            fontWeight: 600,
            color: 'inherit',
            background: tint(6),
            border: `1px solid ${tint(30)}`,
            borderRadius: RADIUS,
            minHeight: 40,
            padding: '6px 16px',
            marginTop: 14,
            cursor: 'pointer',
          }}
        >
          {messages.retry}
        </button>
      )}
      <p style={{ margin: '14px 0 0', fontSize: '.85em' }}>
        {messages.reference}: <code style={{ userSelect: 'all', overflowWrap: 'anywhere' }}>{reference}</code>
      </p>
    </div>
  );
}
