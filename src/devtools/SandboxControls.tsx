'use client';

import { useState } from 'react';
import type { ConnectStore } from '../connect/connectTypes.js';
import { BUTTON } from '../ui/buttonStyle.js';

/** What the panel needs from a sandbox: that of `stripe-embedded/sandbox`, or any other with these methods. */
export interface DevtoolsSandbox {
  /** Expires every session. */
  expire(): void;
  /** Makes the next request fail. */
  fail(fault: { api: 500 }): void;
  /** Cancels the faults that are still set. */
  heal(): void;
}

/** Buttons that make the sessions of a simulated Stripe expire, fail and work again. */
export function SandboxControls({ sandbox, store }: { sandbox: DevtoolsSandbox; store: ConnectStore }) {
  const [said, setSaid] = useState('');
  const controls: ReadonlyArray<readonly [name: string, said: string, act: () => void]> = [
    ['Expire', 'The sessions have expired.', () => sandbox.expire()],
    ['Fail', 'The next request will fail.', () => sandbox.fail({ api: 500 })],
    [
      'Retry',
      'Nothing fails any more.',
      () => {
        sandbox.heal();
        // Without an error, `retry` would recreate a working page.
        if (store.getSnapshot().error) store.retry();
      },
    ],
  ];
  return (
    <div
      role="group"
      aria-label="Sandbox"
      style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 }}
    >
      {controls.map(([name, effect, act]) => (
        <button
          key={name}
          type="button"
          style={{ ...BUTTON, minHeight: 32, padding: '2px 12px' }}
          onClick={() => {
            act();
            setSaid(effect);
          }}
        >
          {name}
        </button>
      ))}
      <span role="status">
        <bdi>{said}</bdi>
      </span>
    </div>
  );
}
